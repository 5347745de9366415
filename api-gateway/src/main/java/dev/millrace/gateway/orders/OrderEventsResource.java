package dev.millrace.gateway.orders;

import dev.millrace.chassis.security.Roles;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.vertx.mutiny.core.http.HttpClientResponse;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.RestPath;

/** An order while it moves, as order-service tells it. */
@Path("/api/orders/{id: [A-Za-z0-9-]+}/events")
@RolesAllowed({Roles.CUSTOMER, Roles.CLERK, Roles.ADMIN})
public class OrderEventsResource {
    private static final Logger LOG = Logger.getLogger(OrderEventsResource.class);
    private static final List<String> PASSED =
            List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.RETRY_AFTER, HttpHeaders.WWW_AUTHENTICATE);

    private final OrderEventsClient orders;
    private final int maximum;
    private final AtomicInteger open = new AtomicInteger();

    OrderEventsResource(OrderEventsClient orders, OrderEventsConfig config, MeterRegistry meters) {
        this.orders = orders;
        this.maximum = config.maximum();
        Gauge.builder("gateway.event.streams", open, AtomicInteger::get)
                .description("Clients who watch an order")
                .register(meters);
    }

    /** Whatever order-service answers is passed on, part by part, at the pace of the client. */
    @GET
    public RestMulti<byte[]> watch(@RestPath String id, HttpHeaders caller) {
        if (open.get() >= maximum) {
            throw new BulkheadException("As many orders are being watched as can be");
        }
        return RestMulti.fromUniResponse(
                orders.watch(id, caller), this::counted, OrderEventsResource::headers, HttpClientResponse::statusCode);
    }

    /** A stream that breaks off ends: its client comes back, with the id of the event that it has seen last. */
    private Multi<byte[]> counted(HttpClientResponse answer) {
        return OrderEventsClient.body(answer)
                .onSubscription()
                .invoke(open::incrementAndGet)
                .onTermination()
                .invoke(open::decrementAndGet)
                .onFailure()
                .invoke(failure -> LOG.debugf("A stream broke off: %s", failure))
                .onFailure()
                .recoverWithCompletion();
    }

    private static Map<String, List<String>> headers(HttpClientResponse answer) {
        Map<String, List<String>> passed = new HashMap<>();
        for (String header : PASSED) {
            if (answer.getHeader(header) != null) {
                passed.put(header, List.of(answer.getHeader(header)));
            }
        }
        passed.put(HttpHeaders.CACHE_CONTROL, List.of("no-store"));
        return passed;
    }
}
