package dev.millrace.orders.messaging;

import dev.millrace.chassis.events.CloudEvent;
import dev.millrace.chassis.messaging.KafkaInbound;
import dev.millrace.chassis.messaging.Subscription;
import dev.millrace.chassis.saga.SagaOrchestrator;
import dev.millrace.chassis.saga.SagaReply;
import dev.millrace.orders.application.OrderTransitionHandler;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import static dev.millrace.orders.contract.OrderReplyTypes.CREDIT_REFUSED;
import static dev.millrace.orders.contract.OrderReplyTypes.CREDIT_RELEASED;
import static dev.millrace.orders.contract.OrderReplyTypes.CREDIT_RESERVED;

/** Takes sagas on by what customer-service replies. */
@ApplicationScoped
class OrderRepliesConsumer {
    /** The part of a reply that matters here. */
    @RegisterForReflection
    record CreditReply(UUID sagaId, UUID commandId, UUID orderId, String reason, String owner) {}

    /** Pushed from time to time to a service at zero: awake, it looks for sagas whose time is up. */
    private static final String PING = "dev.knative.sources.ping";

    private final KafkaInbound inbound;
    private final OrderTransitionHandler orders;
    private final SagaOrchestrator sagas;
    private final Subscription subscription;

    OrderRepliesConsumer(KafkaInbound inbound, OrderTransitionHandler orders, SagaOrchestrator sagas) {
        this.inbound = inbound;
        this.orders = orders;
        this.sagas = sagas;
        this.subscription = Subscription.of("order-service")
                .on(CREDIT_RESERVED, CreditReply.class, this::replied)
                .on(CREDIT_REFUSED, CreditReply.class, this::replied)
                .on(CREDIT_RELEASED, CreditReply.class, this::replied)
                .ignoring(PING);
    }

    private void replied(CreditReply reply, CloudEvent event) {
        orders.belongTo(reply.orderId(), reply.owner());
        sagas.replied(new SagaReply(reply.sagaId(), reply.commandId(), reply.reason()), event.type());
    }

    /** For events that are pushed. */
    @Produces
    @Singleton
    Subscription subscription() {
        return subscription;
    }

    @Incoming("order-replies")
    @Blocking
    void receive(ConsumerRecord<String, byte[]> record) throws Exception {
        inbound.receive(subscription, record);
    }
}
