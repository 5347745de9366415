package dev.millrace.relay.support;

import dev.millrace.devstack.DevStack;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes and deletes positions on Kafka. */
public final class Positions {
    private Positions() {}

    public static void forget(DevStack stack, String source) {
        write(stack, source, null);
    }

    public static void write(DevStack stack, String source, String position) {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>("outbox-relay.positions", 0, source, position));
        }
    }
}
