package dev.millrace.gateway.discovery;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.ClientResponseFilter;
import jakarta.ws.rs.ext.Provider;
import org.jboss.resteasy.reactive.client.impl.ClientRequestContextImpl;

/**
 * Ends the calls that get no answer. The REST client itself reports the connection that it cannot have, but neither the
 * one that breaks nor the answer that does not come in time.
 */
@Provider
public class FailedCallFilter implements ClientResponseFilter {
    @Override
    public void filter(ClientRequestContext request, ClientResponseContext answer) {
        if (request instanceof ClientRequestContextImpl made
                && made.getRestClientRequestContext().getCallStatsCollector() instanceof TrackedInstance call) {
            call.end();
        }
    }
}
