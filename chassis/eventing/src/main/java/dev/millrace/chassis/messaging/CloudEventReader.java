package dev.millrace.chassis.messaging;

import dev.millrace.chassis.events.CloudEvent;
import dev.millrace.chassis.events.HeaderText;
import dev.millrace.chassis.events.Headers;
import dev.millrace.chassis.time.Rfc3339;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Reads events from their attributes, which have the names of {@link Headers}, and their data. */
public final class CloudEventReader {
    private CloudEventReader() {}

    /**
     * Reads a Kafka record in binary content mode.
     *
     * @throws PoisonMessage as {@link #read(Map, byte[])}
     */
    public static CloudEvent read(ConsumerRecord<?, byte[]> record) {
        return read(HeaderText.all(record.headers()), record.value());
    }

    /** @throws PoisonMessage when the data or a required attribute is missing, or the time is not an RFC 3339 time */
    public static CloudEvent read(Map<String, String> attributes, byte @Nullable [] data) {
        if (data == null) {
            throw new PoisonMessage("the event has no data");
        }
        return new CloudEvent(
                required(attributes, Headers.ID),
                required(attributes, Headers.TYPE),
                required(attributes, Headers.SOURCE),
                attributes.get(Headers.SUBJECT),
                time(attributes),
                Map.copyOf(attributes),
                data);
    }

    private static String required(Map<String, String> attributes, String name) {
        String value = attributes.get(name);
        if (value == null || value.isBlank()) {
            throw new PoisonMessage("the event has no " + name);
        }
        return value;
    }

    private static @Nullable Instant time(Map<String, String> attributes) {
        String time = attributes.get(Headers.TIME);
        return time == null
                ? null
                : Rfc3339.parse(time)
                        .orElseThrow(() -> new PoisonMessage(Headers.TIME + " is no RFC 3339 time: " + time));
    }
}
