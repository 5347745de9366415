package dev.millrace.chassis.messaging;

import dev.millrace.chassis.start.AfterStart;
import dev.millrace.chassis.start.Main;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.PublisherDecorator;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * Subscribes the channels to Kafka shortly after the start, when the first request has been answered: creating the
 * consumers and joining their groups takes a fifth of a native start's processor time. See {@code lazy-client}.
 */
@ApplicationScoped
class ConsumerStart implements PublisherDecorator {
    private static final Duration DELAY = Duration.ofMillis(100);

    private final KafkaClientService clients;
    private final ShutdownGate gate;
    private final AfterStart afterStart;
    private final CompletableFuture<Boolean> due = new CompletableFuture<>();

    ConsumerStart(KafkaClientService clients, ShutdownGate gate, AfterStart afterStart) {
        this.clients = clients;
        this.gate = gate;
        this.afterStart = afterStart;
    }

    @Override
    public Multi<? extends Message<?>> decorate(
            Multi<? extends Message<?>> publisher, List<String> channels, boolean isConnector) {
        return isConnector
                ? Uni.createFrom().completionStage(due).onItem().transformToMulti(now -> publisher)
                : publisher;
    }

    void begin(@Observes StartupEvent start) {
        afterStart.run(DELAY, this::begin);
    }

    /** Ends the process when a consumer cannot be created, such as for an address that cannot be resolved. */
    private void begin() {
        due.complete(true);
        try {
            clients.getConsumerChannels()
                    .forEach(channel -> clients.getConsumers(channel).forEach(ConsumerStart::await));
        } catch (RuntimeException e) {
            if (!gate.isClosed()) {
                Main.fail(e);
            }
        }
    }

    /** A consumer that exists is not asked: its polling thread may be waiting for records. */
    private static void await(KafkaConsumer<Object, Object> consumer) {
        if (consumer.unwrap() == null) {
            consumer.runOnPollingThread(created -> {}).await().indefinitely();
        }
    }
}
