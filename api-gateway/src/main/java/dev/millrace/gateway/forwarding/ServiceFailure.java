package dev.millrace.gateway.forwarding;

import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * A service answered with a 5xx. It counts as a failure for the circuit breaker; the response is passed to the client.
 */
public class ServiceFailure extends RuntimeException {
    private final transient RestResponse<byte[]> answer;

    ServiceFailure(RestResponse<byte[]> answer) {
        super("A service answered " + answer.getStatus());
        this.answer = answer;
    }

    /** For {@code @ClientExceptionMapper}. Returns null below 500: a 4xx is the client's error, not the service's. */
    public static @Nullable RuntimeException of(Response answer) {
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
