package dev.millrace.relay.kafka;

import dev.millrace.chassis.events.Headers;
import dev.millrace.relay.outbox.OutboxEvent;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Parks rows that cannot be published: what the row held, and why it is here. */
record DeadLetterRecords(String topic) {
    static final String REASON = "dead-letter-reason";
    static final String SOURCE = "dead-letter-source";
    static final String AGGREGATE_TYPE = "dead-letter-aggregate-type";
    static final String HEADERS = "dead-letter-headers";

    ProducerRecord<byte[], byte[]> park(String sourceName, OutboxEvent event, String reason) {
        return record(sourceName, event, reason, event.payload() == null ? null : bytes(event.payload()));
    }

    /** For a row that is too large for this topic as well; it stays in the outbox, where its id finds it. */
    ProducerRecord<byte[], byte[]> parkWithoutPayload(String sourceName, OutboxEvent event, String reason) {
        return record(sourceName, event, reason, null);
    }

    private ProducerRecord<byte[], byte[]> record(String sourceName, OutboxEvent event, String reason, byte[] payload) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(REASON, bytes(reason))
                .add(SOURCE, bytes(sourceName))
                .add(AGGREGATE_TYPE, bytes(event.aggregateType()))
                .add(HEADERS, bytes(event.headers()));
        RecordMapper.attributesOf(event, headers);
        return new ProducerRecord<>(topic, null, null, bytes(event.aggregateId()), payload, headers);
    }

    static String sourceOf(ConsumerRecord<byte[], byte[]> letter) {
        return header(letter, SOURCE);
    }

    /** The row as it was, without its {@code seq}; and without payload when it was parked so. */
    static OutboxEvent eventOf(ConsumerRecord<byte[], byte[]> letter) {
        return new OutboxEvent(
                0,
                header(letter, Headers.ID),
                header(letter, AGGREGATE_TYPE),
                new String(letter.key(), UTF_8),
                header(letter, Headers.TYPE),
                header(letter, Headers.SOURCE),
                header(letter, Headers.TIME),
                header(letter, HEADERS),
                letter.value() == null ? null : new String(letter.value(), UTF_8));
    }

    private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        if (letter.headers().lastHeader(name) == null) {
            throw new IllegalStateException("the letter at offset %d of %s is none of a relay's: it has no header %s"
                    .formatted(letter.offset(), letter.topic(), name));
        }
        return new String(letter.headers().lastHeader(name).value(), UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
