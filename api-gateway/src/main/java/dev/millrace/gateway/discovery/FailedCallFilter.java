package dev.millrace.gateway.discovery;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.ClientResponseFilter;
import jakarta.ws.rs.ext.Provider;
import org.jboss.resteasy.reactive.client.impl.ClientRequestContextImpl;

/**
 * Ends calls without a response. The REST client reports a failed connect to the load balancer, but neither a broken
 * connection nor a time-out.
 */
@Provider
public class FailedCallFilter implements ClientResponseFilter {
    @Override
    public void filter(ClientRequestContext request, ClientResponseContext answer) {
        if (request instanceof ClientRequestContextImpl context
                && context.getRestClientRequestContext().getCallStatsCollector() instanceof TrackedInstance call) {
            call.end();
        }
    }
}
