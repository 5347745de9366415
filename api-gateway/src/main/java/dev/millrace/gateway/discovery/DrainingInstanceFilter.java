package dev.millrace.gateway.discovery;

import io.smallrye.stork.api.ServiceInstance;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.ClientResponseFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.concurrent.CancellationException;
import org.jboss.resteasy.reactive.client.impl.ClientRequestContextImpl;

/**
 * Ejects an instance that announces its shutdown by {@code Connection: close}. Such an instance still answers the
 * requests that it gets, so none is lost, repeatable or not.
 */
@Provider
public class DrainingInstanceFilter implements ClientResponseFilter {
    private static final String CLOSE = "close";

    @Override
    public void filter(ClientRequestContext call, ClientResponseContext answer) {
        boolean answered = answer.getHeaders() != null; // the filter also runs when the connection broke
        if (answered
                && CLOSE.equalsIgnoreCase(answer.getHeaderString("Connection"))
                && call instanceof ClientRequestContextImpl context) {
            ServiceInstance instance = context.getRestClientRequestContext().getCallStatsCollector();
            if (instance != null) {
                instance.recordEnd(new CancellationException("The instance is leaving"));
            }
        }
    }
}
