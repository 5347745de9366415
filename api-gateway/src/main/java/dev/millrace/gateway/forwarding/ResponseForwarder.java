package dev.millrace.gateway.forwarding;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;

/** Passes a service's answer on. */
public final class ResponseForwarder {
    /** What a client may see of it; the rest belongs to the connection or to the gateway. */
    private static final List<String> PASSED = List.of(
            HttpHeaders.CONTENT_TYPE,
            HttpHeaders.ETAG,
            HttpHeaders.RETRY_AFTER,
            HttpHeaders.WWW_AUTHENTICATE,
            "X-View-Lag-Ms");

    /** Where the services' resources are at the gateway. A link has no host: what a client calls us is only its word. */
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
