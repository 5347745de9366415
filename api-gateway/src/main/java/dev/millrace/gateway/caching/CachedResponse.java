package dev.millrace.gateway.caching;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The result of a call, a response or a failure, shared by all requests that wait for it. One of both is null. */
record CachedResponse(
        @Nullable RestResponse<byte[]> answer, @Nullable Throwable failure) {
    static Uni<CachedResponse> of(Uni<RestResponse<byte[]>> call) {
        return call.map(answer -> new CachedResponse(withBytes(answer), null))
                .onFailure()
                .recoverWithItem(failure -> new CachedResponse(null, failure));
    }

    /** The client leaves the body of an error as a stream in memory, which only one of the requests could read. */
    private static RestResponse<byte[]> withBytes(RestResponse<byte[]> answer) {
        Object entity = answer.getEntity();
        return entity instanceof InputStream body
                ? RestResponse.ResponseBuilder.<byte[]>create(answer.getStatus())
                        .replaceAll(answer.getHeaders())
                        .entity(read(body))
                        .build()
                : answer;
    }

    private static byte[] read(InputStream body) {
        try (body) {
            return body.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Uni<RestResponse<byte[]>> give() {
        return answer == null
                ? Uni.createFrom().failure(failure)
                : Uni.createFrom().item(answer);
    }

    /** Only a 200 that the service has not marked {@code no-store}. */
    boolean mayBeKept() {
        return answer != null
                && answer.getStatus() == RestResponse.StatusCode.OK
                && !"no-store".equals(answer.getHeaderString(HttpHeaders.CACHE_CONTROL));
    }

    int size() {
        return answer != null && answer.getEntity() != null ? answer.getEntity().length : 0;
    }
}
