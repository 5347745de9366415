package dev.millrace.gateway.limiting;

import dev.millrace.chassis.errors.Problems;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Refuses what is beyond the caller's share before any service hears of it. */
class RateLimitFilter {
    private static final String COUNTED = RateLimitFilter.class.getName();

    /** What is answered for a request that matches no resource, by its path, method or media types. */
    private static final Set<Integer> UNMATCHED = Set.of(404, 405, 406, 415);

    private final RateLimit limit;

    RateLimitFilter(RateLimit limit) {
        this.limit = limit;
    }

    /** Before the token is looked at. */
    @ServerRequestFilter(preMatching = true)
    Optional<Response> refuseAddress(ContainerRequestContext request, HttpServerRequest http, UriInfo uri) {
        return unlessZero(limit.untilNextToken(address(http)), uri);
    }

    @ServerRequestFilter
    Optional<Response> refuse(ContainerRequestContext request, HttpServerRequest http, UriInfo uri) {
        request.setProperty(COUNTED, true);
        return unlessZero(limit.take(Callers.of(request.getSecurityContext(), http)), uri);
    }

    @ServerResponseFilter
    void count(ContainerResponseContext response, HttpServerRequest http) {
        if (response.getStatus() == 401) {
            limit.tokenRefused(address(http));
        }
    }

    /** What matches no resource counts, too; its token is not looked at, so its address has it counted. */
    @ServerResponseFilter
    void countUnmatched(
            ContainerRequestContext request, ContainerResponseContext response, HttpServerRequest http, UriInfo uri) {
        if (request.getProperty(COUNTED) == null && UNMATCHED.contains(response.getStatus())) {
            unlessZero(limit.take(Callers.at(http)), uri).ifPresent(refusal -> {
                response.setStatus(refusal.getStatus());
                response.getHeaders().putAll(refusal.getHeaders());
                response.setEntity(refusal.getEntity());
            });
        }
    }

    private static String address(HttpServerRequest http) {
        return http.remoteAddress().hostAddress();
    }

    private static Optional<Response> unlessZero(long wait, UriInfo uri) {
        return wait == 0 ? Optional.empty() : Optional.of(tooMany(uri, wait));
    }

    private static Response tooMany(UriInfo uri, long wait) {
        return Response.fromResponse(
                        Problems.of(uri, 429, "You have sent more requests than your share. Wait, then go on."))
                .header(HttpHeaders.RETRY_AFTER, wait)
                .build();
    }
}
