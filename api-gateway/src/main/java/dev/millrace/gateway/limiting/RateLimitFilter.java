package dev.millrace.gateway.limiting;

import dev.millrace.chassis.errors.Problem;
import dev.millrace.chassis.errors.Problems;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.lang.annotation.Annotation;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Answers 429 to requests beyond the caller's limit, before any service is called. */
class RateLimitFilter {
    private static final Annotation[] NO_ANNOTATIONS = {};
    private static final String COUNTED = RateLimitFilter.class.getName();

    /** Statuses of requests that match no resource by path, method or media type. */
    private static final Set<Integer> UNMATCHED = Set.of(404, 405, 406, 415);

    private final RateLimit limit;
    private final CallerKey callerKey;
    private final ClientAddress clientAddress;

    RateLimitFilter(RateLimit limit, CallerKey callerKey, ClientAddress clientAddress) {
        this.limit = limit;
        this.callerKey = callerKey;
        this.clientAddress = clientAddress;
    }

    @ServerRequestFilter
    Optional<Response> refuse(ContainerRequestContext request, HttpServerRequest http, UriInfo uri) {
        request.setProperty(COUNTED, true);
        long wait = limit.take(callerKey.of(request.getSecurityContext(), http));
        return wait == 0 ? Optional.empty() : Optional.of(tooMany(uri, wait));
    }

    /** Counts rejected tokens. Other callers at the same address are not refused because of them. */
    @ServerResponseFilter
    void count(
            ContainerRequestContext request, ContainerResponseContext response, HttpServerRequest http, UriInfo uri) {
        if (response.getStatus() == 401 && request.getHeaderString(HttpHeaders.AUTHORIZATION) != null) {
            refuseUnlessZero(limit.tokenRefused(clientAddress.of(http)), response, uri);
        }
    }

    /**
     * Also limits requests that match no resource. Their token is not verified, so they count for the client address.
     */
    @ServerResponseFilter
    void countUnmatched(
            ContainerRequestContext request, ContainerResponseContext response, HttpServerRequest http, UriInfo uri) {
        if (request.getProperty(COUNTED) == null && UNMATCHED.contains(response.getStatus())) {
            refuseUnlessZero(limit.take(callerKey.at(http)), response, uri);
        }
    }

    private static void refuseUnlessZero(long wait, ContainerResponseContext response, UriInfo uri) {
        if (wait > 0) {
            response.setStatus(429);
            response.setEntity(tooMany(uri, wait).getEntity(), NO_ANNOTATIONS, MediaType.valueOf(Problem.MEDIA_TYPE));
            response.getHeaders().remove(HttpHeaders.WWW_AUTHENTICATE);
            response.getHeaders().putSingle(HttpHeaders.RETRY_AFTER, wait);
        }
    }

    static Response tooMany(UriInfo uri, long wait) {
        return Response.fromResponse(
                        Problems.of(uri, 429, "You have sent more requests than your share. Wait, then go on."))
                .header(HttpHeaders.RETRY_AFTER, wait)
                .build();
    }
}
