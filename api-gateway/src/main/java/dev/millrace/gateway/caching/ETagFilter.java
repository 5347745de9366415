package dev.millrace.gateway.caching;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Gives each JSON response to a GET an ETag, the service's or a hash of the body, and answers a matching
 * {@code If-None-Match} with 304.
 */
class ETagFilter {
    private static final int TAG_BYTES = 16;

    private final ObjectMapper json;

    ETagFilter(ObjectMapper json) {
        this.json = json;
    }

    @ServerResponseFilter
    void tag(ContainerRequestContext request, ContainerResponseContext response) {
        if (!request.getMethod().equals(HttpMethod.GET)
                || response.getStatus() != 200
                || !MediaType.APPLICATION_JSON_TYPE.isCompatible(response.getMediaType())) {
            return;
        }
        byte[] body = bytes(response);
        String given = response.getHeaderString(HttpHeaders.ETAG);
        String tag = given == null ? hash(body) : given;
        response.getHeaders().putSingle(HttpHeaders.ETAG, tag);
        response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        if (isKnown(tag, request.getHeaderString(HttpHeaders.IF_NONE_MATCH))) {
            response.setStatus(304);
            response.setEntity(null);
        }
    }

    /** Serializes a body that the gateway composed, because the ETag is a hash of the bytes. */
    private byte[] bytes(ContainerResponseContext response) {
        if (response.getEntity() instanceof byte[] passed) {
            return passed;
        }
        try {
            byte[] written = json.writeValueAsBytes(response.getEntity());
            response.setEntity(written);
            return written;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** RFC 9110: a list of tags or {@code *}, by weak comparison. */
    private static boolean isKnown(String tag, String ifNoneMatch) {
        return ifNoneMatch != null
                && Arrays.stream(ifNoneMatch.split(","))
                        .map(String::strip)
                        .anyMatch(known -> known.equals("*") || strong(known).equals(strong(tag)));
    }

    private static String strong(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }

    private static String hash(byte[] body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
            return '"' + HexFormat.of().formatHex(digest, 0, TAG_BYTES) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
