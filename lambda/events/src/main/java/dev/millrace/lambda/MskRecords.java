package dev.millrace.lambda;

import com.amazonaws.services.lambda.runtime.events.KafkaEvent.KafkaEventRecord;
import dev.millrace.chassis.events.CloudEvent;
import dev.millrace.chassis.messaging.CloudEventReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** Kafka records as Lambda passes them: the value in Base64, each header a map with one entry. */
final class MskRecords {
    private MskRecords() {}

    /** @throws dev.millrace.chassis.messaging.PoisonMessage when the record is no CloudEvent in binary content mode */
    static CloudEvent read(KafkaEventRecord record) {
        Map<String, String> attributes = new HashMap<>();
        record.getHeaders()
                .forEach(header -> header.forEach(
                        (name, value) -> attributes.put(name, new String(value, StandardCharsets.UTF_8))));
        String value = record.getValue();
        return CloudEventReader.read(
                attributes, value == null ? null : Base64.getDecoder().decode(value));
    }

    /** The record's place, for the log. */
    static String name(KafkaEventRecord record) {
        return "%s-%d@%d".formatted(record.getTopic(), record.getPartition(), record.getOffset());
    }
}
