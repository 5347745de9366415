package dev.millrace.orders.api;

import dev.millrace.chassis.access.Roles;
import dev.millrace.chassis.errors.InvalidInput;
import dev.millrace.chassis.http.Page;
import dev.millrace.chassis.idempotency.IdempotencyKeys;
import dev.millrace.chassis.security.Caller;
import dev.millrace.chassis.text.EnumNames;
import dev.millrace.orders.application.OrderService;
import dev.millrace.orders.domain.Order;
import dev.millrace.orders.domain.OrderState;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** The REST API for orders. */
@Path("/orders")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.CUSTOMER, Roles.CLERK, Roles.ADMIN})
public class OrdersResource {
    private final OrderService orders;
    private final Caller caller;

    OrdersResource(OrderService orders, Caller caller) {
        this.orders = orders;
        this.caller = caller;
    }

    @POST
    @RolesAllowed({Roles.CUSTOMER, Roles.CLERK})
    @Consumes(MediaType.APPLICATION_JSON)
    public RestResponse<OrderView> place(
            @HeaderParam(IdempotencyKeys.HEADER) @Nullable String key, @NotNull @Valid PlaceOrder body) {
        Order order = orders.place(body.customerId(), body.toLines(), caller.subject(), caller.access(), key);
        return ResponseBuilder.create(RestResponse.Status.CREATED, OrderView.of(order))
                .header(HttpHeaders.LOCATION, "/orders/" + order.id())
                .build();
    }

    @GET
    @Path("/{id}")
    public RestResponse<OrderView> get(@RestPath UUID id) {
        Order order = orders.get(id, caller.access());
        ResponseBuilder<OrderView> answer = ResponseBuilder.ok(OrderView.of(order));
        return order.state().isInTransition()
                ? answer.header(HttpHeaders.CACHE_CONTROL, "no-store").build()
                : answer.build();
    }

    @GET
    public Page<OrderView> list(
            @RestQuery @Nullable String customerId,
            @RestQuery @Nullable String state,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String after) {
        int size = Page.limit(limit);
        List<Order> found = orders.newestFirst(
                caller.access(), Page.id("customerId", customerId), state(state), Page.id("after", after), size + 1);
        return Page.of(found, size, Order::id, OrderView::of);
    }

    @POST
    @Path("/{id}/cancel")
    @RolesAllowed({Roles.CUSTOMER, Roles.CLERK})
    public RestResponse<OrderView> cancel(@RestPath UUID id) {
        return ResponseBuilder.accepted(OrderView.of(orders.cancel(id, caller.access())))
                .build();
    }

    @POST
    @Path("/{id}/revise")
    @RolesAllowed({Roles.CUSTOMER, Roles.CLERK})
    @Consumes(MediaType.APPLICATION_JSON)
    public RestResponse<OrderView> revise(@RestPath UUID id, @NotNull @Valid ReviseOrder body) {
        return ResponseBuilder.accepted(OrderView.of(orders.revise(id, body.toLines(), caller.access())))
                .build();
    }

    @GET
    @Path("/{id}/sagas")
    @RolesAllowed({Roles.CLERK, Roles.ADMIN})
    public SagaList sagas(@RestPath UUID id) {
        return new SagaList(orders.sagas(id, caller.access()));
    }

    private static @Nullable OrderState state(@Nullable String given) {
        return given == null
                ? null
                : EnumNames.parse(OrderState.class, given)
                        .orElseThrow(() -> InvalidInput.malformed("state", EnumNames.requirement(OrderState.class)));
    }
}
