package dev.millrace.gateway.caching;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.RestResponse;

/** What came of a call, for all who wait for it: an answer or a failure. */
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

    /** 200, and not something that the service says will be different in a moment. */
    boolean mayBeKept() {
        return failure == null
                && answer.getStatus() == RestResponse.StatusCode.OK
                && !"no-store".equals(answer.getHeaderString(HttpHeaders.CACHE_CONTROL));
    }

    int size() {
        return failure == null && answer.getEntity() != null ? answer.getEntity().length : 0;
    }
}
