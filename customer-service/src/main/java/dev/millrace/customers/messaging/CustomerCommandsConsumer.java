package dev.millrace.customers.messaging;

import dev.millrace.chassis.events.CloudEvent;
import dev.millrace.chassis.messaging.KafkaInbound;
import dev.millrace.chassis.messaging.Subscription;
import dev.millrace.chassis.money.Money;
import dev.millrace.customers.application.CreditService;
import dev.millrace.customers.application.SagaCommand;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The customer's part in orchestrated sagas: commands in, replies out. */
@ApplicationScoped
class CustomerCommandsConsumer {
    /** The order is to hold exactly the total. */
    @RegisterForReflection
    record ReserveCredit(UUID sagaId, UUID orderId, UUID customerId, Money total, String owner) {
        ReserveCredit {
            Objects.requireNonNull(sagaId, "sagaId");
            Objects.requireNonNull(orderId, "orderId");
            Objects.requireNonNull(customerId, "customerId");
            Amounts.requireNotNegative(total);
        }

        SagaCommand from(CloudEvent message) {
            return new SagaCommand(sagaId, message.id(), orderId, customerId);
        }
    }

    /** The order is to hold nothing, for ever. */
    @RegisterForReflection
    record ReleaseCredit(UUID sagaId, UUID orderId, UUID customerId) {
        ReleaseCredit {
            Objects.requireNonNull(sagaId, "sagaId");
            Objects.requireNonNull(orderId, "orderId");
            Objects.requireNonNull(customerId, "customerId");
        }

        SagaCommand from(CloudEvent message) {
            return new SagaCommand(sagaId, message.id(), orderId, customerId);
        }
    }

    private final KafkaInbound inbound;
    private final Subscription subscription;

    CustomerCommandsConsumer(KafkaInbound inbound, CreditService credit) {
        this.inbound = inbound;
        this.subscription = Subscription.of("customer-service-commands")
                .on(
                        "customer.reserve-credit.v1",
                        ReserveCredit.class,
                        (c, message) -> credit.change(c.from(message), c.total(), c.owner()))
                .on("customer.release-credit.v1", ReleaseCredit.class, (c, message) -> credit.release(c.from(message)));
    }

    /** For commands that are pushed. */
    @Produces
    @Singleton
    Subscription commands() {
        return subscription;
    }

    @Incoming("customer-commands")
    @Blocking
    void receive(ConsumerRecord<String, byte[]> record) throws Exception {
        inbound.receive(subscription, record);
    }
}
