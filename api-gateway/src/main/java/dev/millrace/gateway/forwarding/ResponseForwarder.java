package dev.millrace.gateway.forwarding;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;

/** Turns a service's response into the gateway's. */
public final class ResponseForwarder {
    /** Headers that are forwarded; the others belong to the connection or are set by the gateway. */
    private static final List<String> PASSED = List.of(
            HttpHeaders.CONTENT_TYPE,
            HttpHeaders.ETAG,
            HttpHeaders.RETRY_AFTER,
            HttpHeaders.WWW_AUTHENTICATE,
            "X-View-Lag-Ms");

    /**
     * Path of the services' resources at the gateway. Location has no host, because the Host header is under the
     * client's control.
     */
    private static final String RESOURCES = "/api";

    private ResponseForwarder() {}

    public static Response pass(RestResponse<byte[]> answer) {
        Response.ResponseBuilder passed = Response.status(answer.getStatus()).entity(answer.getEntity());
        for (String header : PASSED) {
            String value = answer.getHeaderString(header);
            if (value != null) {
                passed.header(header, value);
            }
        }
        String location = answer.getHeaderString(HttpHeaders.LOCATION);
        if (location != null) {
            passed.header(HttpHeaders.LOCATION, RESOURCES + URI.create(location).getRawPath());
        }
        return passed.build();
    }
}
