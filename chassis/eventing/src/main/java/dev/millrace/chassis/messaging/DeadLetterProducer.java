package dev.millrace.chassis.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Writes dead letters, and counts them as {@code messages.dead.letters}. Its connection is made for the first one. */
@ApplicationScoped
class DeadLetterProducer {
    private static final Logger LOG = Logger.getLogger(DeadLetterProducer.class);
    /** How long one attempt lasts at most (ms): the missing topic or broker is looked for again after it. */
    private static final int TIMEOUT_MS = 5_000;

    private final Map<String, Object> kafka;
    private final String application;
    private final MeterRegistry meters;
    private Producer<Object, Object> producer;

    DeadLetterProducer(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "quarkus.application.name") String application,
            MeterRegistry meters) {
        this.kafka = kafka;
        this.application = application;
        this.meters = meters;
    }

    /**
     * Writes the letter, shortened when it is too large, and waits for it.
     *
     * @throws ExecutionException when it could not be written now
     */
    void write(String topic, ConsumerRecord<?, ?> record, Throwable reason)
            throws ExecutionException, InterruptedException {
        try {
            send(DeadLetter.whole(topic, record, reason));
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof RecordTooLargeException)) {
                throw e;
            }
            send(DeadLetter.shortened(topic, record, reason));
        }
        meters.counter("messages.dead.letters", "topic", record.topic()).increment();
        LOG.warnf(
                "Dead letter on %s: %s-%d@%d: %s",
                topic, record.topic(), record.partition(), record.offset(), TransientDatabaseFailure.rootOf(reason));
    }

    private void send(ProducerRecord<Object, Object> letter) throws ExecutionException, InterruptedException {
        producer().send(letter).get();
    }

    private synchronized Producer<Object, Object> producer() {
        if (producer == null) {
            producer = new KafkaProducer<>(configuration());
        }
        return producer;
    }

    /** What is too large is the topic's to say, not the producer's. */
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
