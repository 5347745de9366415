package dev.millrace.chassis.messaging;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecord;
import io.smallrye.reactive.messaging.kafka.KafkaConnectorIncomingConfiguration;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import io.smallrye.reactive.messaging.kafka.fault.KafkaFailureHandler;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.jboss.logging.Logger;

/**
 * The failure strategy {@code shutdown-aware-dead-letter-queue}. It differs from SmallRye's dead-letter queue in three
 * ways: the offset of a record that fails during shutdown is not committed; a letter that is too large is shortened;
 * and a letter that cannot be written is retried while the channel waits, instead of terminating the channel.
 */
@ApplicationScoped
@Identifier("shutdown-aware-dead-letter-queue")
class ShutdownAwareDeadLetterQueue implements KafkaFailureHandler.Factory {
    private static final Logger LOG = Logger.getLogger(ShutdownAwareDeadLetterQueue.class);
    private static final Duration FIRST_DELAY = Duration.ofMillis(100);
    private static final Duration MAX_DELAY = Duration.ofSeconds(5);

    private final DeadLetterProducer letters;
    private final ShutdownGate gate;

    ShutdownAwareDeadLetterQueue(DeadLetterProducer letters, ShutdownGate gate) {
        this.letters = letters;
        this.gate = gate;
    }

    @Override
    public KafkaFailureHandler create(
            KafkaConnectorIncomingConfiguration config,
            Vertx vertx,
            KafkaConsumer<?, ?> consumer,
            BiConsumer<Throwable, Boolean> reportFailure) {
        config.getTopics()
                .or(config::getTopic)
                .ifPresent(topics ->
                        Stream.of(topics.split(",")).map(String::strip).forEach(letters::countFromZero));
        return new Queue(config.getDeadLetterQueueTopic()
                .orElseThrow(() ->
                        new IllegalArgumentException("No dead-letter-queue.topic for the channel " + config.getChannel()
                                + ": set mp.messaging.connector.smallrye-kafka.dead-letter-queue.topic")));
    }

    private final class Queue implements KafkaFailureHandler {
        private final String topic;

        Queue(String topic) {
            this.topic = topic;
        }

        @Override
        public <K, V> Uni<Void> handle(IncomingKafkaRecord<K, V> record, Throwable reason, Metadata metadata) {
            if (gate.isClosed()) {
                return Uni.createFrom().voidItem();
            }
            Uni<Void> writing = letters.write(topic, recordOf(record), reason)
                    .onFailure()
                    .invoke(e ->
                            LOG.warnf("A dead letter cannot be written to %s now and is tried again: %s", topic, e))
                    .onFailure(e -> !gate.isClosed())
                    .retry()
                    .withBackOff(FIRST_DELAY, MAX_DELAY)
                    .indefinitely()
                    .chain(() -> Uni.createFrom().completionStage(record.ack(metadata)));
            return Infrastructure.canCallerThreadBeBlocked()
                    ? writing
                    : writing.runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
        }
    }

    private static ConsumerRecord<?, ?> recordOf(IncomingKafkaRecord<?, ?> record) {
        return record.getMetadata(IncomingKafkaRecordMetadata.class)
                .orElseThrow()
                .getRecord();
    }
}
