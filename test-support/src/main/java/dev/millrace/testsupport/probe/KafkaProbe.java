package dev.millrace.testsupport.probe;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends CloudEvents and reads committed records, for tests. Requires kafka-clients on the class path. */
public final class KafkaProbe implements AutoCloseable {
    private final String bootstrapServers;
    private final KafkaProducer<String, byte[]> producer;

    public KafkaProbe(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new ByteArraySerializer());
    }

    /** Sends an event with a new id and returns the id. */
    public String send(String topic, UUID subject, String type, String json) {
        String id = UUID.randomUUID().toString();
        send(topic, subject, Map.of("ce_id", id, "ce_type", type, "ce_source", "/test"), json);
        return id;
    }

    /** Sends a record with these headers and waits for the broker's acknowledgement. */
    public void send(String topic, UUID subject, Map<String, String> headers, String value) {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(topic, subject.toString(), value.getBytes(StandardCharsets.UTF_8));
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        send(record);
    }

    public void send(ProducerRecord<String, byte[]> record) {
        producer.send(record);
        producer.flush();
    }

    /** All committed records in the topic at this time, partition by partition. */
    public List<ConsumerRecord<String, byte[]>> committed(String topic) {
        return new CommittedRecords(bootstrapServers, List.of(topic)).read();
    }

    /** The header's value as text, or null. */
    public static String header(ConsumerRecord<?, ?> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close();
    }
}
