package dev.millrace.gateway.forwarding;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;

/** Passes a service's answer on. */
public final class ResponseForwarder {
    /** What a client may see of it; the rest belongs to the connection or to the gateway. */
    private static final List<String> PASSED = List.of(
            HttpHeaders.CONTENT_TYPE,
            HttpHeaders.LOCATION,
            HttpHeaders.ETAG,
            HttpHeaders.RETRY_AFTER,
            HttpHeaders.WWW_AUTHENTICATE,
            "X-View-Lag-Ms");

    private ResponseForwarder() {}

    public static Response pass(RestResponse<byte[]> answer) {
        Response.ResponseBuilder passed = Response.status(answer.getStatus()).entity(answer.getEntity());
        for (String header : PASSED) {
            String value = answer.getHeaderString(header);
            if (value != null) {
                passed.header(header, value);
            }
        }
        return passed.build();
    }
}
