package dev.millrace.gateway.caching;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.RestResponse;

/** The result of a call, a response or a failure, shared by all requests that wait for it. */
record CachedResponse(RestResponse<byte[]> answer, Throwable failure) {
    static Uni<CachedResponse> of(Uni<RestResponse<byte[]>> call) {
        return call.map(answer -> new CachedResponse(answer, null))
                .onFailure()
                .recoverWithItem(failure -> new CachedResponse(null, failure));
    }

    Uni<RestResponse<byte[]>> give() {
        return failure == null
                ? Uni.createFrom().item(answer)
                : Uni.createFrom().failure(failure);
    }

    /** Only a 200 that the service has not marked {@code no-store}. */
    boolean mayBeKept() {
        return failure == null
                && answer.getStatus() == RestResponse.StatusCode.OK
                && !"no-store".equals(answer.getHeaderString(HttpHeaders.CACHE_CONTROL));
    }

    int size() {
        return failure == null && answer.getEntity() != null ? answer.getEntity().length : 0;
    }
}
