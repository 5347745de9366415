package dev.millrace.chassis.deadletters;

import dev.millrace.chassis.events.Headers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** One record of the dead-letter topic: written by this service's consumers, or by Knative's sink. */
record Letter(int partition, long position, Instant parkedAt, String key, Map<String, String> headers, byte[] data) {
    private static final String PREFIX = "dead-letter-";
    private static final String KNATIVE = "ce_knativeerror";
    private static final Pattern PLACE = Pattern.compile("(\\d{1,9})-(\\d{1,18})");

    static Letter of(ConsumerRecord<String, byte[]> record) {
        Map<String, String> headers = new TreeMap<>();
        for (Header header : record.headers()) {
            if (header.value() != null) {
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        return new Letter(
                record.partition(),
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                record.key(),
                headers,
                record.value());
    }

    String id() {
        return partition + "-" + position;
    }

    /** Letters of one message have the same; a message without an id has one letter. */
    String message() {
        return headers.getOrDefault(Headers.ID, id());
    }

    /** Where the message came from; empty when Knative parked it, which does not say. */
    Optional<Origin> origin() {
        String topic = headers.get(PREFIX + "topic");
        String place = headers.get(PREFIX + "partition") + "-" + headers.get(PREFIX + "offset");
        Matcher numbers = PLACE.matcher(place);
        return topic == null || !numbers.matches()
                ? Optional.empty()
                : Optional.of(new Origin(topic, Integer.parseInt(numbers.group(1)), Long.parseLong(numbers.group(2))));
    }

    /** Whether the message was too large for its letter, and is only where it came from. */
    boolean isShortened() {
        return headers.containsKey(PREFIX + "omitted");
    }

    String error() {
        String reason = headers.get(PREFIX + "reason");
        return reason != null ? reason : headers.getOrDefault(KNATIVE + "data", headers.get(KNATIVE + "code"));
    }

    /** A place in a topic. */
    record Origin(String topic, int partition, long offset) {}
}
