package dev.millrace.orders.api;

import dev.millrace.chassis.access.Roles;
import dev.millrace.chassis.errors.InvalidInput;
import dev.millrace.chassis.errors.Problems;
import dev.millrace.chassis.security.Caller;
import dev.millrace.chassis.text.Numbers;
import dev.millrace.orders.application.OrderService;
import dev.millrace.orders.domain.Order;
import dev.millrace.orders.watching.OrderWatchRegistry;
import dev.millrace.orders.watching.TooManyOrderWatches;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * The state of one order as server-sent events: the current state first, then one event for each change, until the
 * order is in a state that does not change by itself. An event's id is the order's version. A client that reconnects
 * with {@code Last-Event-ID} gets one event that covers all changes since then, or 204 when there were none and none
 * will follow.
 */
@Path("/orders/{id}/events")
@RolesAllowed({Roles.CUSTOMER, Roles.CLERK, Roles.ADMIN})
public class OrderEventsResource {
    private static final String LAST_EVENT_ID = "Last-Event-ID";
    private static final int RETRY_AFTER_SECONDS = 5;

    private final OrderService orders;
    private final OrderWatchRegistry watches;
    private final Caller caller;

    OrderEventsResource(OrderService orders, OrderWatchRegistry watches, Caller caller) {
        this.orders = orders;
        this.watches = watches;
        this.caller = caller;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Blocking
    public Multi<OutboundSseEvent> watch(@RestPath UUID id, @HeaderParam(LAST_EVENT_ID) String lastEventId, Sse sse) {
        AtomicLong lastSent = new AtomicLong(version(lastEventId));
        Order now = orders.get(id, caller.access());
        if (!now.state().isInTransition() && now.version() <= lastSent.get()) {
            throw new NoFurtherEvents();
        }
        return watches.watch(now).map(order -> event(sse, order, lastSent));
    }

    /** A version that the client already has becomes an SSE comment, which serves as keep-alive. */
    private static OutboundSseEvent event(Sse sse, Order order, AtomicLong lastSent) {
        if (order.version() <= lastSent.get()) {
            return sse.newEventBuilder().comment("version " + lastSent).build();
        }
        lastSent.set(order.version());
        return sse.newEventBuilder()
                .id(Long.toString(order.version()))
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(OrderView.of(order))
                .build();
    }

    private static long version(String given) {
        return given == null
                ? -1
                : Numbers.parse(given)
                        .orElseThrow(() ->
                                InvalidInput.malformed(LAST_EVENT_ID, "must be the id of an event of this order"));
    }

    /** 204 is the only response after which a browser's {@code EventSource} does not reconnect. */
    @ServerExceptionMapper
    Response noFurtherEvents(NoFurtherEvents e) {
        return Response.noContent().build();
    }

    @ServerExceptionMapper
    Response tooMany(TooManyOrderWatches e, UriInfo uri) {
        return Response.fromResponse(Problems.of(uri, 503, e.getMessage() + " Repeat the call later."))
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .build();
    }

    static final class NoFurtherEvents extends RuntimeException {}
}
