package dev.millrace.chassis.deadletters;

import dev.millrace.chassis.events.HeaderText;
import dev.millrace.chassis.events.Headers;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A record of the dead-letter topic, written by this service's consumers or by Knative's Kafka sink. */
record DeadLetterRecord(
        int partition,
        long position,
        Instant parkedAt,
        @Nullable String key,
        Map<String, String> headers,
        byte @Nullable [] data) {
    private static final String PREFIX = "dead-letter-";
    private static final String KNATIVE = "ce_knativeerror";
    private static final Pattern POSITION = Pattern.compile("(\\d{1,9})-(\\d{1,18})");

    static DeadLetterRecord of(ConsumerRecord<String, byte[]> record) {
        return new DeadLetterRecord(
                record.partition(),
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                record.key(),
                HeaderText.all(record.headers()),
                record.value());
    }

    String id() {
        return partition + "-" + position;
    }

    /** Id of the message, shared by all its letters; a message without an id has one letter. */
    String message() {
        return headers.getOrDefault(Headers.ID, id());
    }

    /** Where the message was consumed from; empty when Knative parked it, because Knative does not record that. */
    Optional<Origin> origin() {
        String topic = headers.get(PREFIX + "topic");
        String partitionAndOffset = headers.get(PREFIX + "partition") + "-" + headers.get(PREFIX + "offset");
        Matcher numbers = POSITION.matcher(partitionAndOffset);
        return topic == null || !numbers.matches()
                ? Optional.empty()
                : Optional.of(new Origin(topic, Integer.parseInt(numbers.group(1)), Long.parseLong(numbers.group(2))));
    }

    /** Whether the message was too large for its letter, so that only its origin has it. */
    boolean isShortened() {
        return headers.containsKey(PREFIX + "omitted");
    }

    @Nullable
    String error() {
        String reason = headers.get(PREFIX + "reason");
        return reason != null ? reason : headers.getOrDefault(KNATIVE + "data", headers.get(KNATIVE + "code"));
    }

    /** Position of a record in a topic. */
    record Origin(String topic, int partition, long offset) {}
}
