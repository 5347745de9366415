package dev.millrace.orders.messaging;

import dev.millrace.chassis.events.CloudEvent;
import dev.millrace.chassis.messaging.KafkaMessageReceiver;
import dev.millrace.chassis.messaging.MessageHandlers;
import dev.millrace.chassis.saga.SagaOrchestrator;
import dev.millrace.chassis.saga.SagaReply;
import dev.millrace.contracts.OrderReplyTypes;
import dev.millrace.orders.application.OrderTransitionHandler;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import java.util.concurrent.Flow;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.hibernate.validator.constraints.CodePointLength;

import static dev.millrace.contracts.OrderReplyTypes.CREDIT_REFUSED;
import static dev.millrace.contracts.OrderReplyTypes.CREDIT_RELEASED;
import static dev.millrace.contracts.OrderReplyTypes.CREDIT_RESERVED;

/** Passes customer-service's replies to the saga orchestrator. */
@ApplicationScoped
class OrderRepliesConsumer {
    /** The attributes of a reply that are used here. */
    @RegisterForReflection
    record CreditReply(
            @NotNull UUID sagaId,
            @NotNull UUID commandId,
            @NotNull UUID orderId,
            String reason,
            @CodePointLength(max = 255) String owner) {}

    /** Sent periodically to a service scaled to zero: it starts an instance, whose timer then finds expired sagas. */
    private static final String PING = "dev.knative.sources.ping";

    private final KafkaMessageReceiver receiver;
    private final OrderTransitionHandler orders;
    private final SagaOrchestrator sagas;

    OrderRepliesConsumer(KafkaMessageReceiver receiver, OrderTransitionHandler orders, SagaOrchestrator sagas) {
        this.receiver = receiver;
        this.orders = orders;
        this.sagas = sagas;
    }

    @Produces
    @Singleton
    MessageHandlers replies() {
        return MessageHandlers.of("order-service-replies")
                .from(OrderReplyTypes.TOPIC)
                .inAnyOrder()
                .on(CREDIT_RESERVED, CreditReply.class, this::replied)
                .on(CREDIT_REFUSED, CreditReply.class, this::replied)
                .on(CREDIT_RELEASED, CreditReply.class, this::replied)
                .ignoring(PING);
    }

    private void replied(CreditReply reply, CloudEvent event) {
        orders.assignOwner(reply.orderId(), reply.owner());
        sagas.replied(new SagaReply(reply.sagaId(), reply.commandId(), reply.reason()), event.type());
    }

    @Incoming("order-replies")
    Flow.Subscriber<Message<byte[]>> receive() {
        return receiver.receive();
    }
}
