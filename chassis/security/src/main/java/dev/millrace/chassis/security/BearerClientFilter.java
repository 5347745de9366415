package dev.millrace.chassis.security;

import jakarta.inject.Singleton;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Sends the caller's token on with an outgoing call, so that the service called decides for the same caller. Register it on each REST client. */
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
