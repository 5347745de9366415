package dev.millrace.chassis.messaging;

import dev.millrace.chassis.exceptions.ExceptionTracker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes dead letters and counts them as {@code messages.dead.letters}. A letter whose message is well-formed is the
 * consumer's fault, so its exception is tracked. It connects when it writes the first one.
 */
@ApplicationScoped
class DeadLetterProducer {
    private static final Logger LOG = Logger.getLogger(DeadLetterProducer.class);
    /** Time-out of one attempt in ms; after it the producer looks up the topic or broker again. */
    private static final int TIMEOUT_MS = 5_000;

    private final Map<String, Object> kafka;
    private final String application;
    private final MeterRegistry meters;
    private final ExceptionTracker exceptions;
    private @Nullable Producer<Object, Object> producer;

    DeadLetterProducer(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "quarkus.application.name") String application,
            MeterRegistry meters,
            ExceptionTracker exceptions) {
        this.kafka = kafka;
        this.application = application;
        this.meters = meters;
        this.exceptions = exceptions;
    }

    /** Counts from zero, so that a query sees the first letter as an increase. */
    void countFromZero(String recordTopic) {
        counter(recordTopic);
    }

    /**
     * Writes the letter, shortened when it is too large. May block the caller for some seconds. Letters that are
     * written one after the other keep their order.
     */
    Uni<Void> write(String topic, ConsumerRecord<?, ?> record, Throwable reason) {
        return send(() -> DeadLetter.whole(topic, record, reason))
                .onFailure(RecordTooLargeException.class)
                .recoverWithUni(() -> send(() -> DeadLetter.shortened(topic, record, reason)))
                .invoke(() -> written(topic, record, reason));
    }

    private void written(String topic, ConsumerRecord<?, ?> record, Throwable reason) {
        counter(record.topic()).increment();
        if (!PoisonMessage.isCauseOf(reason)) {
            exceptions.capture(reason);
        }
        LOG.warnf(
                "Dead letter on %s: %s-%d@%d: %s",
                topic, record.topic(), record.partition(), record.offset(), TransientDatabaseFailure.rootOf(reason));
    }

    private Counter counter(String recordTopic) {
        return meters.counter("messages.dead.letters", "topic", recordTopic);
    }

    private Uni<Void> send(Supplier<ProducerRecord<Object, Object>> letter) {
        return Uni.createFrom()
                .emitter(sent -> producer().send(letter.get(), (where, failure) -> {
                    if (failure == null) {
                        sent.complete(null);
                    } else {
                        sent.fail(failure);
                    }
                }));
    }

    private synchronized Producer<Object, Object> producer() {
        if (producer == null) {
            producer = new KafkaProducer<>(configuration());
        }
        return producer;
    }

    /** The producer's size limit is high, so that only the topic's limit applies. */
    private Map<String, Object> configuration() {
        Map<String, Object> configuration = new HashMap<>(kafka);
        configuration.put("client.id", application + "-dead-letters");
        configuration.put("key.serializer", StringSerializer.class.getName());
        configuration.put("value.serializer", ByteArraySerializer.class.getName());
        configuration.put("acks", "all");
        configuration.put("enable.idempotence", true);
        configuration.put("max.block.ms", TIMEOUT_MS);
        configuration.put("request.timeout.ms", TIMEOUT_MS);
        configuration.put("delivery.timeout.ms", 2 * TIMEOUT_MS);
        configuration.put("max.request.size", 16 * 1024 * 1024);
        return configuration;
    }

    @PreDestroy
    synchronized void close() {
        if (producer != null) {
            producer.close(Duration.ofMillis(TIMEOUT_MS));
        }
    }
}
