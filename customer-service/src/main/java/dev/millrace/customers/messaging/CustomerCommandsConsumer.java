package dev.millrace.customers.messaging;

import dev.millrace.chassis.events.CloudEvent;
import dev.millrace.chassis.messaging.KafkaMessageReceiver;
import dev.millrace.chassis.messaging.MessageHandlers;
import dev.millrace.chassis.money.Money;
import dev.millrace.contracts.CustomerCommandTypes;
import dev.millrace.customers.application.CreditService;
import dev.millrace.customers.application.SagaCommand;
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
import org.jspecify.annotations.Nullable;

/** The customer's part in orchestrated sagas: consumes commands, sends replies. */
@ApplicationScoped
class CustomerCommandsConsumer {
    /** Sets the order's reservation to exactly the total. */
    @RegisterForReflection
    record ReserveCredit(
            @NotNull UUID sagaId,
            @NotNull UUID orderId,
            @NotNull UUID customerId,
            @NotNull Money total,
            @CodePointLength(max = 255) @Nullable String owner) {
        ReserveCredit {
            Amounts.requireNotNegative(total);
        }

        SagaCommand from(CloudEvent message) {
            return new SagaCommand(sagaId, message.id(), orderId, customerId);
        }
    }

    /** Closes the order's reservation for good. */
    @RegisterForReflection
    record ReleaseCredit(
            @NotNull UUID sagaId,
            @NotNull UUID orderId,
            @NotNull UUID customerId) {
        SagaCommand from(CloudEvent message) {
            return new SagaCommand(sagaId, message.id(), orderId, customerId);
        }
    }

    private final KafkaMessageReceiver receiver;

    CustomerCommandsConsumer(KafkaMessageReceiver receiver) {
        this.receiver = receiver;
    }

    @Produces
    @Singleton
    MessageHandlers commands(CreditService credit) {
        return MessageHandlers.of("customer-service-commands")
                .from(CustomerCommandTypes.TOPIC)
                .inAnyOrder()
                .on(
                        CustomerCommandTypes.RESERVE_CREDIT,
                        ReserveCredit.class,
                        (c, message) -> credit.change(c.from(message), c.total(), c.owner()))
                .on(
                        CustomerCommandTypes.RELEASE_CREDIT,
                        ReleaseCredit.class,
                        (c, message) -> credit.release(c.from(message)));
    }

    @Incoming("customer-commands")
    Flow.Subscriber<Message<byte[]>> receive() {
        return receiver.receive();
    }
}
