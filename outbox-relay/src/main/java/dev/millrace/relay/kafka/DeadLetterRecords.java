package dev.millrace.relay.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.chassis.events.HeaderText;
import dev.millrace.chassis.events.Headers;
import dev.millrace.relay.outbox.OutboxEvent;
import dev.millrace.relay.outbox.TableRow;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Records on the dead-letter topic: the content of a row that cannot be published, and the reason. A dead letter has no
 * {@code ce_specversion}, because invalid CloudEvents attributes may be the reason.
 */
record DeadLetterRecords(String topic, ObjectMapper json) {
    static final String REASON = "dead-letter-reason";
    static final String SOURCE = "dead-letter-source";
    static final String AGGREGATE_TYPE = "dead-letter-aggregate-type";
    static final String HEADERS = "dead-letter-headers";
    /** The value is the whole row as JSON, not the payload. */
    static final String ROW = "dead-letter-row";

    static final String REPLAYED = "dead-letter-replayed";

    private static final int LONGEST_REASON = 1000;
    private static final int LONGEST_OF_REFERENCE = 250;

    /** Holds the full row. */
    ProducerRecord<byte[], byte[]> letter(String sourceName, OutboxEvent event, String reason) {
        RecordHeaders headers = headers(sourceName, event, reason, Integer.MAX_VALUE);
        put(headers, HEADERS, event.headers(), Integer.MAX_VALUE);
        String key = event.aggregateId() == null ? event.id() : event.aggregateId();
        if (event.row() != null) {
            headers.add(ROW, bytes("json"));
            return new ProducerRecord<>(topic, null, null, bytes(key), bytes(written(event.row())), headers);
        }
        byte[] payload = event.payload() == null ? null : bytes(event.payload());
        return new ProducerRecord<>(topic, null, null, bytes(key), payload, headers);
    }

    /**
     * For a row that is too large for this topic as well. The row stays in the outbox, where it is found by its id. The
     * record has a few thousand bytes at most: no payload, no headers, and no other value of more than 250 characters.
     */
    ProducerRecord<byte[], byte[]> reference(String sourceName, OutboxEvent event, String reason) {
        RecordHeaders headers = headers(sourceName, event, reason, LONGEST_OF_REFERENCE);
        String key = fitting(event.aggregateId(), LONGEST_OF_REFERENCE).orElse(event.id());
        return new ProducerRecord<>(topic, null, null, bytes(key), null, headers);
    }

    /** Records that a letter was replayed individually, before older ones. */
    ProducerRecord<byte[], byte[]> replayed(ConsumerRecord<byte[], byte[]> letter) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(REPLAYED, bytes(placeOf(letter)));
        return new ProducerRecord<>(topic, null, null, letter.key(), null, headers);
    }

    /** Partition and offset of the letter that was replayed individually; empty when the record is itself a letter. */
    static Optional<String> replayedBy(ConsumerRecord<byte[], byte[]> record) {
        return Optional.ofNullable(header(record, REPLAYED));
    }

    static String placeOf(ConsumerRecord<byte[], byte[]> letter) {
        return letter.partition() + "/" + letter.offset();
    }

    private static RecordHeaders headers(String sourceName, OutboxEvent event, String reason, int longest) {
        RecordHeaders headers = new RecordHeaders();
        put(headers, REASON, reason.substring(0, Math.min(reason.length(), LONGEST_REASON)), LONGEST_REASON);
        put(headers, SOURCE, sourceName, longest);
        put(headers, AGGREGATE_TYPE, event.aggregateType(), longest);
        put(headers, Headers.ID, event.id(), longest);
        put(headers, Headers.TYPE, event.type(), longest);
        put(headers, Headers.SOURCE, event.source(), longest);
        put(headers, Headers.SUBJECT, event.aggregateId(), longest);
        put(headers, Headers.TIME, event.time(), longest);
        return headers;
    }

    private static void put(RecordHeaders headers, String name, @Nullable String value, int longest) {
        fitting(value, longest).ifPresent(text -> headers.add(name, bytes(text)));
    }

    private static Optional<String> fitting(@Nullable String value, int longest) {
        return Optional.ofNullable(value).filter(text -> text.length() <= longest);
    }

    /** @throws Unreadable when no relay wrote the record */
    static String sourceOf(ConsumerRecord<byte[], byte[]> letter) throws Unreadable {
        return required(letter, SOURCE);
    }

    /** @throws Unreadable when no relay wrote the record */
    static UUID idOf(ConsumerRecord<byte[], byte[]> letter) throws Unreadable {
        String id = required(letter, Headers.ID);
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw new Unreadable("its header %s is no UUID: %s".formatted(Headers.ID, id));
        }
    }

    /** Whether the row must be read from its table. */
    static boolean isReference(ConsumerRecord<byte[], byte[]> letter) {
        return letter.value() == null;
    }

    /** The row; for a reference, only the values that the letter holds. */
    OutboxEvent eventOf(ConsumerRecord<byte[], byte[]> letter) throws Unreadable {
        TableRow row = header(letter, ROW) == null ? null : read(letter.value());
        return new OutboxEvent(
                required(letter, Headers.ID),
                header(letter, AGGREGATE_TYPE),
                header(letter, Headers.SUBJECT),
                header(letter, Headers.TYPE),
                header(letter, Headers.SOURCE),
                header(letter, Headers.TIME),
                header(letter, HEADERS),
                isReference(letter) ? null : new String(letter.value(), UTF_8),
                false,
                row);
    }

    private String written(TableRow row) {
        try {
            return json.writeValueAsString(row);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a row of " + row.columns() + " is no JSON", e);
        }
    }

    private TableRow read(byte[] row) throws Unreadable {
        try {
            return json.readValue(row, TableRow.class);
        } catch (IOException e) {
            throw new Unreadable("its row is not readable: " + e.getMessage());
        }
    }

    static @Nullable String reasonOf(ConsumerRecord<byte[], byte[]> letter) {
        return header(letter, REASON);
    }

    private static String required(ConsumerRecord<byte[], byte[]> letter, String name) throws Unreadable {
        String value = header(letter, name);
        if (value == null) {
            throw new Unreadable("it has no header " + name);
        }
        return value;
    }

    private static @Nullable String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        return HeaderText.of(letter.headers(), name);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    /** No relay wrote the record; the message says how that is known. */
    static final class Unreadable extends Exception {
        Unreadable(String message) {
            super(message);
        }
    }
}
