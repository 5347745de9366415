package dev.millrace.customers.messaging;

import dev.millrace.chassis.events.CloudEvent;
import dev.millrace.chassis.messaging.KafkaMessageReceiver;
import dev.millrace.chassis.messaging.MessageHandlers;
import dev.millrace.chassis.money.Money;
import dev.millrace.contracts.OrderEventTypes;
import dev.millrace.customers.application.CreditService;
import dev.millrace.customers.application.MailService;
import dev.millrace.customers.domain.OrderOutcome;
import dev.millrace.customers.domain.Outcome;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Flow;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.hibernate.validator.constraints.CodePointLength;
import org.jspecify.annotations.Nullable;

/** Consumes order events: a new order requests credit, an outcome is mailed. */
@ApplicationScoped
class OrderEventsConsumer {
    /** The attributes of the event that are used here. */
    @RegisterForReflection
    record OrderCreated(
            @NotNull UUID orderId,
            @NotNull UUID customerId,
            @NotNull Money total,
            @CodePointLength(max = 255) @Nullable String owner) {
        OrderCreated {
            Amounts.requireNotNegative(total);
        }
    }

    /** The attributes of {@code order.created.v2} that are used here. */
    @RegisterForReflection
    record OrderCreatedV2(
            @NotNull UUID orderId,
            @NotNull @Valid Orderer customer,
            @NotNull Money total) {
        OrderCreatedV2 {
            Amounts.requireNotNegative(total);
        }
    }

    /** The customer of {@code order.created.v2}. */
    @RegisterForReflection
    record Orderer(
            @NotNull UUID id,
            @CodePointLength(max = 255) @Nullable String owner) {}

    /**
     * The attributes of the events that are used here; the time is the CloudEvent's. The first events had no version.
     */
    @RegisterForReflection
    record OutcomeEvent(
            @NotNull UUID orderId,
            @NotNull UUID customerId,
            @CodePointLength(max = 255) @Nullable String owner,
            Long version,
            @Nullable String reason) {
        OutcomeEvent {
            version = Objects.requireNonNullElse(version, 0L);
        }

        OrderOutcome as(Outcome outcome, CloudEvent event) {
            Instant at = Objects.requireNonNullElseGet(event.time(), Instant::now);
            return new OrderOutcome(orderId, version, customerId, owner, outcome, reason, at);
        }
    }

    private static final Map<String, Outcome> OUTCOMES = Map.of(
            OrderEventTypes.APPROVED, Outcome.APPROVED,
            OrderEventTypes.REJECTED, Outcome.REJECTED,
            OrderEventTypes.CANCELLED, Outcome.CANCELLED,
            OrderEventTypes.REVISED, Outcome.REVISED,
            OrderEventTypes.REVISION_REJECTED, Outcome.REVISION_REJECTED);

    /** Ignored: the credit for these requests is handled by the saga's commands. */
    private static final Set<String> HANDLED_BY_COMMANDS =
            Set.of(OrderEventTypes.CANCELLATION_REQUESTED, OrderEventTypes.REVISION_REQUESTED);

    private final KafkaMessageReceiver receiver;

    OrderEventsConsumer(KafkaMessageReceiver receiver) {
        this.receiver = receiver;
    }

    @Produces
    @Singleton
    MessageHandlers handlers(CreditService credit, MailService mails) {
        MessageHandlers handlers = MessageHandlers.of("customer-service")
                .from(OrderEventTypes.TOPIC)
                .on(
                        OrderEventTypes.CREATED,
                        OrderCreated.class,
                        e -> credit.reserve(e.customerId(), e.orderId(), e.total(), e.owner()))
                .on(
                        OrderEventTypes.CREATED_V2,
                        OrderCreatedV2.class,
                        e -> credit.reserve(
                                e.customer().id(),
                                e.orderId(),
                                e.total(),
                                e.customer().owner()));
        Set<String> ignored = new HashSet<>(HANDLED_BY_COMMANDS);
        if (mails.isEnabled()) {
            OUTCOMES.forEach((type, outcome) ->
                    handlers.on(type, OutcomeEvent.class, (order, event) -> mails.queue(order.as(outcome, event))));
        } else {
            ignored.addAll(OUTCOMES.keySet());
        }
        return handlers.ignoring(ignored.toArray(String[]::new));
    }

    @Incoming("order-events")
    Flow.Subscriber<Message<byte[]>> receive() {
        return receiver.receive();
    }
}
