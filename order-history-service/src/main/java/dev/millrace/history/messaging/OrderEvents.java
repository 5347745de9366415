package dev.millrace.history.messaging;

import dev.millrace.chassis.events.CloudEvent;
import dev.millrace.chassis.messaging.MessageHandlers;
import dev.millrace.chassis.messaging.PoisonMessage;
import dev.millrace.chassis.money.Money;
import dev.millrace.contracts.OrderEventTypes;
import dev.millrace.history.domain.OrderState;
import dev.millrace.history.domain.ProjectionEvent;
import dev.millrace.history.domain.ProjectionEvent.OrderStateChanged;
import dev.millrace.history.domain.ProjectionEvent.Placed;
import dev.millrace.history.domain.ProjectionEvent.Revised;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.hibernate.validator.constraints.CodePointLength;
import org.jspecify.annotations.Nullable;

import static dev.millrace.history.domain.OrderState.APPROVED;
import static dev.millrace.history.domain.OrderState.CANCELLED;
import static dev.millrace.history.domain.OrderState.CANCEL_PENDING;
import static dev.millrace.history.domain.OrderState.PENDING;
import static dev.millrace.history.domain.OrderState.REJECTED;
import static dev.millrace.history.domain.OrderState.REVISION_PENDING;

/** Maps the order's events to projection events. */
final class OrderEvents {
    /** The attributes of the event that are used here. */
    @RegisterForReflection
    record OrderCreated(
            UUID orderId,
            UUID customerId,
            @NotNull List<@NotNull @Valid Line> lines,
            Money total,
            @CodePointLength(max = 255) @Nullable String owner,
            long version,
            Instant createdAt) {}

    /** The attributes of {@code order.created.v2} that are used here. */
    @RegisterForReflection
    record OrderCreatedV2(
            UUID orderId,
            @NotNull @Valid Orderer customer,
            @NotNull List<@NotNull @Valid Line> lines,
            Money total,
            long version,
            Instant placedAt) {
        OrderCreated asV1() {
            return new OrderCreated(orderId, customer.id(), lines, total, customer.owner(), version, placedAt);
        }
    }

    /** The customer of {@code order.created.v2}. */
    @RegisterForReflection
    record Orderer(
            UUID id, @CodePointLength(max = 255) @Nullable String owner) {}

    /** The attributes of an order's line that are used here. */
    @RegisterForReflection
    record Line(@NotNull String sku) {}

    /** The attributes of the event that are used here. */
    @RegisterForReflection
    record OrderRevised(
            UUID orderId,
            UUID customerId,
            List<Line> lines,
            Money total,
            @Nullable String owner,
            long version) {}

    /** The attributes of the later events that are used here. */
    @RegisterForReflection
    record OrderChanged(
            UUID orderId,
            UUID customerId,
            @CodePointLength(max = 255) @Nullable String owner,
            long version,
            @Nullable String reason) {}

    private OrderEvents() {}

    static MessageHandlers to(Consumer<ProjectionEvent> view) {
        MessageHandlers handlers = MessageHandlers.of("order-history-service")
                .from(OrderEventTypes.TOPIC)
                .inAnyOrder()
                .on(OrderEventTypes.CREATED, OrderCreated.class, (e, event) -> view.accept(placed(e, event)))
                .on(
                        OrderEventTypes.CREATED_V2,
                        OrderCreatedV2.class,
                        (e, event) -> view.accept(placed(e.asV1(), event)))
                .on(OrderEventTypes.REVISED, OrderRevised.class, (e, event) -> view.accept(revised(e, event)));
        on(handlers, OrderEventTypes.APPROVED, APPROVED, view);
        on(handlers, OrderEventTypes.REJECTED, REJECTED, view);
        on(handlers, OrderEventTypes.CANCELLATION_REQUESTED, CANCEL_PENDING, view);
        on(handlers, OrderEventTypes.CANCELLED, CANCELLED, view);
        // The lines of a requested revision are only proposed, so they are ignored.
        on(handlers, OrderEventTypes.REVISION_REQUESTED, REVISION_PENDING, view);
        on(handlers, OrderEventTypes.REVISION_REJECTED, APPROVED, view);
        return handlers;
    }

    private static void on(MessageHandlers handlers, String type, OrderState state, Consumer<ProjectionEvent> view) {
        handlers.on(
                type,
                OrderChanged.class,
                (e, event) -> view.accept(
                        step(e.orderId(), e.customerId(), e.owner(), e.version(), state, e.reason(), event)));
    }

    private static Placed placed(OrderCreated e, CloudEvent event) {
        return new Placed(
                step(e.orderId(), e.customerId(), e.owner(), e.version(), PENDING, null, event),
                skus(e.lines(), event),
                required(e.total(), event),
                required(e.createdAt(), event));
    }

    private static Revised revised(OrderRevised e, CloudEvent event) {
        return new Revised(
                step(e.orderId(), e.customerId(), e.owner(), e.version(), APPROVED, null, event),
                skus(e.lines(), event),
                required(e.total(), event));
    }

    private static OrderStateChanged step(
            UUID order,
            UUID customer,
            @Nullable String owner,
            long version,
            OrderState state,
            @Nullable String reason,
            CloudEvent event) {
        return new OrderStateChanged(
                required(order, event),
                required(customer, event),
                owner,
                version,
                event.type(),
                state,
                reason,
                EventMetadataReader.of(event));
    }

    private static List<String> skus(List<Line> lines, CloudEvent event) {
        return required(lines, event).stream()
                .map(line -> required(line, event).sku())
                .toList();
    }

    private static <T> T required(@Nullable T value, CloudEvent event) {
        if (value == null) {
            throw new PoisonMessage("malformed " + event.type() + ": a field is missing");
        }
        return value;
    }
}
