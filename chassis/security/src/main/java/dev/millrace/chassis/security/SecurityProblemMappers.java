package dev.millrace.chassis.security;

import dev.millrace.chassis.errors.Problems;
import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Responses to failed authentication and authorization (RFC 6750, section 3). */
class SecurityProblemMappers {
    private static final Logger LOG = Logger.getLogger(SecurityProblemMappers.class);
    private static final int RETRY_AFTER_SECONDS = 1;

    @ServerExceptionMapper
    Response noToken(UnauthorizedException e, UriInfo uri, HttpHeaders headers) {
        if (headers.getHeaderString(HttpHeaders.AUTHORIZATION) != null) {
            LOG.infof(
                    "The header Authorization of a request to %s has no bearer token",
                    uri.getRequestUri().getRawPath());
        }
        return unauthorized(uri, "Bearer", "This resource needs an access token, in the header Authorization.");
    }

    /** The exact reason is only logged, because it would help a forger more than a client. */
    @ServerExceptionMapper
    Response badToken(AuthenticationFailedException e, UriInfo uri) {
        LOG.infof("An access token was refused: %s", TokenErrorMessage.of(e));
        return unauthorized(
                uri, "Bearer error=\"invalid_token\"", "The access token is invalid, expired, or not meant for this.");
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException e, UriInfo uri) {
        return Problems.of(uri, 403, "The roles in the access token do not permit this.");
    }

    @ServerExceptionMapper
    Response issuerUnavailable(OIDCException e, UriInfo uri) {
        LOG.warnf("No token can be checked: %s", e.getMessage());
        return Response.fromResponse(
                        Problems.of(uri, 503, "Access tokens cannot be checked now. Repeat the call later."))
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .build();
    }

    private static Response unauthorized(UriInfo uri, String challenge, String detail) {
        return Response.fromResponse(Problems.of(uri, 401, detail))
                .header(HttpHeaders.WWW_AUTHENTICATE, challenge)
                .build();
    }
}
