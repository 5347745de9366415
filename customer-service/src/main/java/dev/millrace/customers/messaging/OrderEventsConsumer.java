package dev.millrace.customers.messaging;

import dev.millrace.chassis.events.CloudEvent;
import dev.millrace.chassis.messaging.KafkaInbound;
import dev.millrace.chassis.messaging.Subscription;
import dev.millrace.chassis.money.Money;
import dev.millrace.customers.application.CreditService;
import dev.millrace.customers.application.MailService;
import dev.millrace.customers.domain.OrderOutcome;
import dev.millrace.customers.domain.Outcome;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** What orders mean to the customer: a new one asks for credit, and how it comes out is mailed. */
@ApplicationScoped
class OrderEventsConsumer {
    /** The part of the event that matters here. */
    @RegisterForReflection
    record OrderCreated(UUID orderId, UUID customerId, Money total, String owner) {
        OrderCreated {
            Objects.requireNonNull(orderId, "orderId");
            Objects.requireNonNull(customerId, "customerId");
            Amounts.requireNotNegative(total);
        }
    }

    /** The part of the events that matters here; the time is the envelope's. Events had no version at first. */
    @RegisterForReflection
    record OrderRested(UUID orderId, UUID customerId, String owner, Long version, String reason) {
        OrderRested {
            Objects.requireNonNull(orderId, "orderId");
            Objects.requireNonNull(customerId, "customerId");
            version = Objects.requireNonNullElse(version, 0L);
        }

        OrderOutcome as(Outcome outcome, CloudEvent event) {
            Instant at = Objects.requireNonNullElseGet(event.time(), Instant::now);
            return new OrderOutcome(orderId, version, customerId, owner, outcome, reason, at);
        }
    }

    private static final Map<String, Outcome> OUTCOMES = Map.of(
            "order.approved.v1", Outcome.APPROVED,
            "order.rejected.v1", Outcome.REJECTED,
            "order.cancelled.v1", Outcome.CANCELLED,
            "order.revised.v1", Outcome.REVISED,
            "order.revision-rejected.v1", Outcome.REVISION_REJECTED);

    /** What these need of the customer comes as a command. */
    private static final Set<String> ON_THE_WAY =
            Set.of("order.cancellation-requested.v1", "order.revision-requested.v1");

    private final KafkaInbound inbound;
    private final Subscription subscription;

    OrderEventsConsumer(KafkaInbound inbound, CreditService credit, MailService mails) {
        this.inbound = inbound;
        this.subscription = Subscription.of("customer-service")
                .on(
                        "order.created.v1",
                        OrderCreated.class,
                        e -> credit.reserve(e.customerId(), e.orderId(), e.total(), e.owner()));
        Set<String> ignored = new HashSet<>(ON_THE_WAY);
        if (mails.areOn()) {
            OUTCOMES.forEach((type, outcome) ->
                    subscription.on(type, OrderRested.class, (order, event) -> mails.queue(order.as(outcome, event))));
        } else {
            ignored.addAll(OUTCOMES.keySet());
        }
        subscription.ignoring(ignored.toArray(String[]::new));
    }

    /** For events that are pushed. */
    @Produces
    @Singleton
    Subscription subscription() {
        return subscription;
    }

    @Incoming("order-events")
    @Blocking
    void receive(ConsumerRecord<String, byte[]> record) throws Exception {
        inbound.receive(subscription, record);
    }
}
