package dev.millrace.chassis.http;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Answers with {@code Connection: close} during the shutdown delay, while requests are still served. Clients then
 * connect to another instance, and do not send a request on a connection that is just being closed. HTTP/2 is not
 * affected.
 */
@ApplicationScoped
class ConnectionDraining {
    private volatile boolean draining;

    void begin(@Observes ShutdownDelayInitiatedEvent stopping) {
        draining = true;
    }

    void announceClose(RoutingContext request) {
        if (draining && request.request().version() != HttpVersion.HTTP_2) {
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        request.next();
    }
}
