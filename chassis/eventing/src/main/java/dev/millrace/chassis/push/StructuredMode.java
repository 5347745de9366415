package dev.millrace.chassis.push;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.chassis.events.CloudEvent;
import dev.millrace.chassis.messaging.CloudEventReader;
import dev.millrace.chassis.messaging.PoisonMessage;
import dev.millrace.chassis.text.Text;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Structured content mode: CloudEvents as JSON. */
final class StructuredMode {
    private static final String DATA = "data";
    private static final String DATA_BASE64 = "data_base64";
    private static final String DATA_CONTENT_TYPE = "datacontenttype";

    private static final Set<String> CONTENT = Set.of(DATA, DATA_BASE64);

    private StructuredMode() {}

    static CloudEvent read(JsonNode event) {
        if (event == null || !event.isObject()) {
            throw new PoisonMessage("the event is no JSON object");
        }
        String contentType = event.path(DATA_CONTENT_TYPE).asText(CloudEvent.CONTENT_TYPE);
        if (!contentType.startsWith(CloudEvent.CONTENT_TYPE)) {
            throw new PoisonMessage("the event's data is no JSON but " + contentType);
        }
        Map<String, String> attributes = new HashMap<>();
        event.properties().forEach(attribute -> {
            if (attribute.getValue().isValueNode()
                    && !attribute.getValue().isNull()
                    && !CONTENT.contains(attribute.getKey())) {
                attributes.put(
                        CloudEventAttributes.header(attribute.getKey()),
                        attribute.getValue().asText());
            }
        });
        return CloudEventReader.read(CloudEventAttributes.checked(attributes), data(event));
    }

    private static byte @Nullable [] data(JsonNode event) {
        if (event.hasNonNull(DATA)) {
            String data = event.get(DATA).toString();
            if (!Text.isWellFormed(data)) {
                throw CloudEventAttributes.illFormed(DATA);
            }
            return data.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return event.hasNonNull(DATA_BASE64)
                    ? Base64.getDecoder().decode(event.get(DATA_BASE64).asText())
                    : null;
        } catch (IllegalArgumentException e) {
            throw new PoisonMessage(DATA_BASE64 + " is no Base64", e);
        }
    }
}
