package dev.millrace.chassis.messaging;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecord;
import io.smallrye.reactive.messaging.kafka.KafkaConnectorIncomingConfiguration;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.smallrye.reactive.messaging.kafka.fault.KafkaFailureHandler;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.eclipse.microprofile.reactive.messaging.Metadata;

/**
 * The failure strategy {@code dead-letter-queue-until-the-end}: SmallRye's dead letters, except that a record which
 * fails because the service is ending is left uncommitted, and that the producer is made for the first dead letter, and
 * not for each of the consumers at the start of each instance.
 */
@ApplicationScoped
@Identifier("dead-letter-queue-until-the-end")
class ShutdownAwareDeadLetterQueue implements KafkaFailureHandler.Factory {
    private final KafkaFailureHandler.Factory deadLetters;
    private final ShutdownGate door;

    ShutdownAwareDeadLetterQueue(
            @Identifier("dead-letter-queue") KafkaFailureHandler.Factory deadLetters, ShutdownGate door) {
        this.deadLetters = deadLetters;
        this.door = door;
    }

    @Override
    public KafkaFailureHandler create(
            KafkaConnectorIncomingConfiguration config,
            Vertx vertx,
            KafkaConsumer<?, ?> consumer,
            BiConsumer<Throwable, Boolean> reportFailure) {
        return new UntilTheEnd(() -> deadLetters.create(config, vertx, consumer, reportFailure), door);
    }

    private static final class UntilTheEnd implements KafkaFailureHandler {
        private final Supplier<KafkaFailureHandler> making;
        private final ShutdownGate door;
        private KafkaFailureHandler made;

        UntilTheEnd(Supplier<KafkaFailureHandler> making, ShutdownGate door) {
            this.making = making;
            this.door = door;
        }

        @Override
        public <K, V> Uni<Void> handle(IncomingKafkaRecord<K, V> record, Throwable reason, Metadata metadata) {
            return door.isClosed()
                    ? Uni.createFrom().voidItem()
                    : Uni.createFrom()
                            .item(this::made)
                            .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()) // it waits for its producer
                            .flatMap(deadLetters -> deadLetters.handle(record, reason, metadata));
        }

        private synchronized KafkaFailureHandler made() {
            if (made == null) {
                made = making.get();
            }
            return made;
        }

        @Override
        public synchronized void terminate() {
            if (made != null) {
                made.terminate();
            }
        }
    }
}
