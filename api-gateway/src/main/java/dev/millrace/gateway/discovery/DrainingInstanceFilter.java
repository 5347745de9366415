package dev.millrace.gateway.discovery;

import io.smallrye.stork.api.ServiceInstance;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.ClientResponseFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.concurrent.CancellationException;
import org.jboss.resteasy.reactive.client.impl.ClientRequestContextImpl;

/**
 * Leaves an instance out once it says, by {@code Connection: close}, that it is about to go. It answers what it gets until
 * then, so that no request is lost, whether or not it may be repeated.
 */
@Provider
public class DrainingInstanceFilter implements ClientResponseFilter {
    private static final String CLOSE = "close";

    @Override
    public void filter(ClientRequestContext call, ClientResponseContext answer) {
        boolean answered = answer.getHeaders() != null; // filters see broken connections too
        if (answered
                && CLOSE.equalsIgnoreCase(answer.getHeaderString("Connection"))
                && call instanceof ClientRequestContextImpl made) {
            ServiceInstance instance = made.getRestClientRequestContext().getCallStatsCollector();
            if (instance != null) {
                instance.recordEnd(new CancellationException("The instance is leaving"));
            }
        }
    }
}
