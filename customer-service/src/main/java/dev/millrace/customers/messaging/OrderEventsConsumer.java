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
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiConsumer;
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

    /** The part of the events that matters here; the time is the envelope's. */
    @RegisterForReflection
    record OrderRested(UUID orderId, UUID customerId, String owner, long version, String reason) {
        OrderRested {
            Objects.requireNonNull(orderId, "orderId");
            Objects.requireNonNull(customerId, "customerId");
        }

        OrderOutcome as(Outcome outcome, CloudEvent event) {
            Instant at = Objects.requireNonNullElseGet(event.time(), Instant::now);
            return new OrderOutcome(orderId, version, customerId, owner, outcome, reason, at);
        }
    }

    private final KafkaInbound inbound;
    private final MailService mails;
    private final Subscription subscription;

    OrderEventsConsumer(KafkaInbound inbound, CreditService credit, MailService mails) {
        this.inbound = inbound;
        this.mails = mails;
        this.subscription = Subscription.of("customer-service")
                .on(
                        "order.created.v1",
                        OrderCreated.class,
                        e -> credit.reserve(e.customerId(), e.orderId(), e.total(), e.owner()))
                .on("order.approved.v1", OrderRested.class, mail(Outcome.APPROVED))
                .on("order.rejected.v1", OrderRested.class, mail(Outcome.REJECTED))
                .on("order.cancelled.v1", OrderRested.class, mail(Outcome.CANCELLED))
                .on("order.revised.v1", OrderRested.class, mail(Outcome.REVISED))
                .on("order.revision-rejected.v1", OrderRested.class, mail(Outcome.REVISION_REJECTED))
                // what these need of the customer comes as a command
                .ignoring("order.cancellation-requested.v1", "order.revision-requested.v1");
    }

    private BiConsumer<OrderRested, CloudEvent> mail(Outcome outcome) {
        return (order, event) -> mails.queue(order.as(outcome, event));
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
