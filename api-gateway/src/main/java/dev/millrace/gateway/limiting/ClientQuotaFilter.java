package dev.millrace.gateway.limiting;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Answers 429 to requests beyond the quota of the client application, in addition to each user's own limit. */
class ClientQuotaFilter {
    /** The application that the token was issued to (OpenID Connect), or its name in RFC 9068. */
    private static final String[] CLIENT_CLAIMS = {"azp", "client_id"};

    private final RateLimit limit;

    ClientQuotaFilter(RateLimit limit) {
        this.limit = limit;
    }

    @ServerRequestFilter
    @ClientQuota
    Optional<Response> refuse(ContainerRequestContext request, UriInfo uri) {
        if (!(request.getSecurityContext().getUserPrincipal() instanceof JsonWebToken token)) {
            return Optional.empty();
        }
        long wait = limit.takeFromQuota(clientOf(token));
        return wait == 0 ? Optional.empty() : Optional.of(RateLimitFilter.tooMany(uri, wait));
    }

    /** A token that names no client counts for its subject. */
    private static String clientOf(JsonWebToken token) {
        for (String claim : CLIENT_CLAIMS) {
            if (token.getClaim(claim) instanceof String client) {
                return "client " + client;
            }
        }
        return "subject " + token.getSubject();
    }
}
