package dev.millrace.chassis.messaging;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Builds a dead letter: a record, why it was not handled and where it is. The headers are those of SmallRye. */
final class DeadLetter {
    /** Header of a shortened letter, which has no data. The record itself is at the position that the letter names. */
    static final String OMITTED = "dead-letter-omitted";

    private static final String PREFIX = "dead-letter-";
    private static final Set<String> KEPT = Set.of(
            dev.millrace.chassis.events.Headers.ID,
            dev.millrace.chassis.events.Headers.TYPE,
            dev.millrace.chassis.events.Headers.SOURCE,
            dev.millrace.chassis.events.Headers.SUBJECT,
            dev.millrace.chassis.events.Headers.REQUEST_ID);
    private static final int REASON_BYTES = 2_000;
    private static final int HEADER_BYTES = 200;

    private DeadLetter() {}

    /** A letter with the whole record. Dead-letter headers of an earlier failure are replaced. */
    static ProducerRecord<Object, Object> whole(String topic, ConsumerRecord<?, ?> record, Throwable reason) {
        ProducerRecord<Object, Object> letter = new ProducerRecord<>(topic, null, record.key(), record.value());
        for (Header header : record.headers()) {
            if (!header.key().startsWith(PREFIX)) {
                letter.headers().add(header);
            }
        }
        explain(letter.headers(), record, reason);
        return letter;
    }

    /** A letter of a few kilobytes, for a record that together with the reason exceeds the topic's size limit. */
    static ProducerRecord<Object, Object> shortened(String topic, ConsumerRecord<?, ?> record, Throwable reason) {
        ProducerRecord<Object, Object> letter = new ProducerRecord<>(topic, null, null, null);
        for (Header header : record.headers()) {
            if (KEPT.contains(header.key())) {
                letter.headers().add(header.key(), cut(header.value(), HEADER_BYTES));
            }
        }
        explain(letter.headers(), record, reason);
        return add(letter, OMITTED, "key, value and some headers: too large with the reason");
    }

    private static void explain(Headers headers, ConsumerRecord<?, ?> record, Throwable reason) {
        add(headers, "exception-class-name", reason.getClass().getName());
        add(headers, "reason", message(reason));
        if (reason.getCause() != null) {
            add(headers, "cause-class-name", reason.getCause().getClass().getName());
            add(headers, "cause", message(reason.getCause()));
        }
        add(headers, "topic", record.topic());
        add(headers, "partition", Integer.toString(record.partition()));
        add(headers, "offset", Long.toString(record.offset()));
    }

    private static ProducerRecord<Object, Object> add(
            ProducerRecord<Object, Object> letter, String name, String value) {
        letter.headers().add(name, bytes(value));
        return letter;
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(PREFIX + name, cut(bytes(value), REASON_BYTES));
    }

    private static String message(Throwable e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    private static byte[] bytes(String value) {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] cut(byte[] value, int length) {
        return value == null || value.length <= length ? value : Arrays.copyOf(value, length);
    }
}
