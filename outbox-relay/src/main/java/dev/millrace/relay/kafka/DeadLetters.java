package dev.millrace.relay.kafka;

import dev.millrace.relay.outbox.OutboxEvent;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Parks rows that cannot be published: what the row held, and why it is here. */
record DeadLetters(String topic, String sourceName) {
    static final String REASON = "dead-letter-reason";
    static final String SOURCE = "dead-letter-source";
    static final String AGGREGATE_TYPE = "dead-letter-aggregate-type";
    static final String HEADERS = "dead-letter-headers";

    ProducerRecord<byte[], byte[]> park(OutboxEvent event, String reason) {
        return record(event, reason, bytes(event.payload()));
    }

    /** For a row that is too large for this topic as well; it stays in the outbox, where its id finds it. */
    ProducerRecord<byte[], byte[]> parkWithoutPayload(OutboxEvent event, String reason) {
        return record(event, reason, null);
    }

    private ProducerRecord<byte[], byte[]> record(OutboxEvent event, String reason, byte[] payload) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(REASON, bytes(reason))
                .add(SOURCE, bytes(sourceName))
                .add(AGGREGATE_TYPE, bytes(event.aggregateType()))
                .add(HEADERS, bytes(event.headers()));
        RecordMapper.attributesOf(event, headers);
        return new ProducerRecord<>(topic, null, null, bytes(event.aggregateId()), payload, headers);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
