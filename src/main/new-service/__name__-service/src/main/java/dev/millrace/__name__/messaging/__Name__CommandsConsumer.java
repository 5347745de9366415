package dev.millrace.__name__.messaging;

import dev.millrace.__name__.application.__Name__Service;
import dev.millrace.chassis.messaging.KafkaMessageReceiver;
import dev.millrace.chassis.messaging.MessageHandlers;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import java.util.concurrent.Flow;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.hibernate.validator.constraints.CodePointLength;

/** Consumes commands: each takes effect once, together with its entry in the inbox. */
@ApplicationScoped
class __Name__CommandsConsumer {
    @RegisterForReflection
    record Rename(
            @NotNull UUID id,
            @NotBlank @CodePointLength(max = 200) String name) {}

    private final KafkaMessageReceiver receiver;

    __Name__CommandsConsumer(KafkaMessageReceiver receiver) {
        this.receiver = receiver;
    }

    @Produces
    @Singleton
    MessageHandlers commands(__Name__Service service) {
        return MessageHandlers.of("__name__-service-commands")
                .from("__name__.commands")
                .on("__name__.rename.v1", Rename.class, c -> service.rename(c.id(), c.name()));
    }

    @Incoming("__name__-commands")
    Flow.Subscriber<Message<byte[]>> receive() {
        return receiver.receive();
    }
}
