package dev.millrace.chassis.security;

import jakarta.inject.Singleton;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Propagates the caller's access token to outgoing calls, so that the called service authorizes the same caller.
 * Register it on each REST client.
 */
@Singleton
public class BearerClientFilter implements ClientRequestFilter {
    private final JsonWebToken token;

    BearerClientFilter(JsonWebToken token) {
        this.token = token;
    }

    @Override
    public void filter(ClientRequestContext call) {
        call.getHeaders().putSingle(HttpHeaders.AUTHORIZATION, "Bearer " + token.getRawToken());
    }
}
