package dev.millrace.customers.messaging;

import dev.millrace.chassis.events.CloudEvent;
import dev.millrace.chassis.messaging.KafkaMessageReceiver;
import dev.millrace.chassis.messaging.MessageHandlers;
import dev.millrace.chassis.money.Money;
import dev.millrace.customers.application.CreditService;
import dev.millrace.customers.application.MailService;
import dev.millrace.customers.domain.OrderOutcome;
import dev.millrace.customers.domain.Outcome;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Flow;
import java.util.function.BiConsumer;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** What orders mean to the customer: a new one asks for credit, and how it comes out is mailed. */
@ApplicationScoped
class OrderEventsConsumer {
    /** The part of the event that matters here. */
    @RegisterForReflection
    record OrderCreated(
            @NotNull UUID orderId,
            @NotNull UUID customerId,
            @NotNull Money total,
            String owner) {
        OrderCreated {
            Amounts.requireNotNegative(total);
        }
    }

    /** The part of the events that matters here; the time is the envelope's. */
    @RegisterForReflection
    record OrderRested(@NotNull UUID orderId, @NotNull UUID customerId, String owner, long version, String reason) {
        OrderOutcome as(Outcome outcome, CloudEvent event) {
            Instant at = Objects.requireNonNullElseGet(event.time(), Instant::now);
            return new OrderOutcome(orderId, version, customerId, owner, outcome, reason, at);
        }
    }

    private final KafkaMessageReceiver receiver;

    OrderEventsConsumer(KafkaMessageReceiver receiver) {
        this.receiver = receiver;
    }

    @Produces
    @Singleton
    MessageHandlers handlers(CreditService credit, MailService mails) {
        return MessageHandlers.of("customer-service")
                .from("order.events")
                .on(
                        "order.created.v1",
                        OrderCreated.class,
                        e -> credit.reserve(e.customerId(), e.orderId(), e.total(), e.owner()))
                .on("order.approved.v1", OrderRested.class, mail(mails, Outcome.APPROVED))
                .on("order.rejected.v1", OrderRested.class, mail(mails, Outcome.REJECTED))
                .on("order.cancelled.v1", OrderRested.class, mail(mails, Outcome.CANCELLED))
                .on("order.revised.v1", OrderRested.class, mail(mails, Outcome.REVISED))
                .on("order.revision-rejected.v1", OrderRested.class, mail(mails, Outcome.REVISION_REJECTED))
                // what these need of the customer comes as a command
                .ignoring("order.cancellation-requested.v1", "order.revision-requested.v1");
    }

    private static BiConsumer<OrderRested, CloudEvent> mail(MailService mails, Outcome outcome) {
        return (order, event) -> mails.queue(order.as(outcome, event));
    }

    @Incoming("order-events")
    Flow.Subscriber<Message<byte[]>> receive() {
        return receiver.receive();
    }
}
