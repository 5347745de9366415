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

/** Refuses what is beyond the caller's share before any service hears of it. */
class RateLimitFilter {
    private static final Annotation[] NO_ANNOTATIONS = {};
    private static final String COUNTED = RateLimitFilter.class.getName();

    /** What is answered for a request that matches no resource, by its path, method or media types. */
    private static final Set<Integer> UNMATCHED = Set.of(404, 405, 406, 415);

    private final RateLimit limit;
    private final CallerKey callers;
    private final ClientAddress addresses;

    RateLimitFilter(RateLimit limit, CallerKey callers, ClientAddress addresses) {
        this.limit = limit;
        this.callers = callers;
        this.addresses = addresses;
    }

    @ServerRequestFilter
    Optional<Response> refuse(ContainerRequestContext request, HttpServerRequest http, UriInfo uri) {
        request.setProperty(COUNTED, true);
        long wait = limit.take(callers.of(request.getSecurityContext(), http));
        return wait == 0 ? Optional.empty() : Optional.of(tooMany(uri, wait));
    }

    /** Counts tokens that were shown and are bad. Nobody else with the same address is refused for them. */
    @ServerResponseFilter
    void count(
            ContainerRequestContext request, ContainerResponseContext response, HttpServerRequest http, UriInfo uri) {
        if (response.getStatus() == 401 && request.getHeaderString(HttpHeaders.AUTHORIZATION) != null) {
            refuseUnlessZero(limit.tokenRefused(addresses.of(http)), response, uri);
        }
    }

    /** What matches no resource counts, too; its token is not looked at, so its address has it counted. */
    @ServerResponseFilter
    void countUnmatched(
            ContainerRequestContext request, ContainerResponseContext response, HttpServerRequest http, UriInfo uri) {
        if (request.getProperty(COUNTED) == null && UNMATCHED.contains(response.getStatus())) {
            refuseUnlessZero(limit.take(callers.at(http)), response, uri);
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

    private static Response tooMany(UriInfo uri, long wait) {
        return Response.fromResponse(
                        Problems.of(uri, 429, "You have sent more requests than your share. Wait, then go on."))
                .header(HttpHeaders.RETRY_AFTER, wait)
                .build();
    }
}
