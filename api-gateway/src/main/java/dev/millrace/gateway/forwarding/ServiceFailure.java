package dev.millrace.gateway.forwarding;

import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestResponse;

/** A service answers that it failed (5xx). To the circuit breaker that is a failure; the client gets the answer. */
public class ServiceFailure extends RuntimeException {
    private final transient RestResponse<byte[]> answer;

    ServiceFailure(RestResponse<byte[]> answer) {
        super("A service answered " + answer.getStatus());
        this.answer = answer;
    }

    /** For {@code @ClientExceptionMapper}: null when the service did its part, whatever it says of the request. */
    public static RuntimeException of(Response answer) {
        if (answer.getStatus() < 500) {
            return null;
        }
        RestResponse<byte[]> kept = RestResponse.ResponseBuilder.create(
                        answer.getStatusInfo(), answer.readEntity(byte[].class))
                .replaceAll(answer.getHeaders())
                .build();
        return switch (answer.getStatus()) {
            case 502, 503, 504 -> new ServiceUnavailable(kept);
            default -> new ServiceFailure(kept);
        };
    }

    RestResponse<byte[]> answer() {
        return answer;
    }
}
