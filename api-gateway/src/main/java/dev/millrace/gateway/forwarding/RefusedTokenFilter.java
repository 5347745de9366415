package dev.millrace.gateway.forwarding;

import io.micrometer.core.instrument.Metrics;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.ClientResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;
import org.jboss.logging.Logger;

/**
 * Logs and counts responses of services that refuse a token that the gateway has accepted. A few are tokens that expired
 * on the way; more mean that a service is configured for another issuer or audience, or that the token was lost.
 */
@Provider
public class RefusedTokenFilter implements ClientResponseFilter {
    private static final String METRIC = "gateway.tokens.refused";
    private static final Logger LOG = Logger.getLogger(RefusedTokenFilter.class);

    @Override
    public void filter(ClientRequestContext request, ClientResponseContext answer) {
        if (answer.getStatus() == Status.UNAUTHORIZED.getStatusCode()) {
            boolean sent = request.getHeaders().containsKey(HttpHeaders.AUTHORIZATION);
            LOG.warnf(
                    "The service at %s answered 401 to a caller that the gateway accepted; an access token was %s",
                    request.getUri().getAuthority(), sent ? "sent" : "not sent");
            Metrics.counter(METRIC).increment();
        }
    }
}
