package dev.millrace.gateway.caching;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The result of a call, a response or a failure, shared by all requests that wait for it. One of both is null. */
record CachedResponse(
        @Nullable RestResponse<byte[]> answer, @Nullable Throwable failure) {
    static Uni<CachedResponse> of(Uni<RestResponse<byte[]>> call) {
        return call.map(answer -> new CachedResponse(answer, null))
                .onFailure()
                .recoverWithItem(failure -> new CachedResponse(null, failure));
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
