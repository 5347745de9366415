package dev.millrace.chassis.http;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Serves on while the instance is leaving, but asks each client to come with a new connection, which another instance may
 * get: no client is left with a connection that is closed just as it sends the next request.
 */
@ApplicationScoped
class ConnectionDraining {
    private volatile boolean begun;

    void begin(@Observes ShutdownDelayInitiatedEvent stopping) {
        begun = true;
    }

    void tell(RoutingContext request) {
        if (begun && request.request().version() != HttpVersion.HTTP_2) {
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        request.next();
    }
}
