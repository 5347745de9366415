package dev.millrace.relay.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.chassis.events.CloudEvent;
import dev.millrace.chassis.events.Headers;
import dev.millrace.relay.outbox.OutboxEvent;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Maps rows to CloudEvents in Kafka's binary mode: attributes in headers, the payload's text unchanged as the value.
 */
final class CloudEventMapper implements RecordMapper {
    private final TopicRouter router;
    private final ObjectMapper json;

    CloudEventMapper(TopicRouter router, ObjectMapper json) {
        this.router = router;
        this.json = json;
    }

    @Override
    public ProducerRecord<byte[], byte[]> map(OutboxEvent event) throws Unpublishable {
        if (event.oversized()) {
            throw new Unpublishable("its row is larger than relay.sources.<name>.max-row-size");
        }
        String aggregateType = required(event.aggregateType(), "aggregate_type");
        String payload = required(event.payload(), "payload");
        CloudEventAttributes attributes = CloudEventAttributes.of(event);
        String topic = router.topicFor(aggregateType)
                .orElseThrow(() -> new Unpublishable(
                        "no route for aggregate type %1$s: set relay.routes.%1$s=<topic>".formatted(aggregateType)));
        RecordHeaders headers = headers(attributes);
        extensionsOf(event, headers);
        return new ProducerRecord<>(topic, null, null, bytes(attributes.subject()), bytes(payload), headers);
    }

    private static RecordHeaders headers(CloudEventAttributes attributes) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(Headers.SPEC_VERSION, bytes(CloudEvent.SPEC_VERSION))
                .add(Headers.ID, bytes(attributes.id()))
                .add(Headers.TYPE, bytes(attributes.type()))
                .add(Headers.SOURCE, bytes(attributes.source()))
                .add(Headers.SUBJECT, bytes(attributes.subject()))
                .add(Headers.TIME, bytes(attributes.time()))
                .add(Headers.CONTENT_TYPE, bytes(CloudEvent.CONTENT_TYPE));
        return headers;
    }

    private void extensionsOf(OutboxEvent event, RecordHeaders headers) throws Unpublishable {
        if (event.headers() == null) {
            return;
        }
        JsonNode extensions = read(event.headers());
        if (!extensions.isObject()) {
            throw new Unpublishable("headers must be a JSON object of strings, but are " + extensions.getNodeType());
        }
        for (Map.Entry<String, JsonNode> extension : extensions.properties()) {
            if (!extension.getValue().isTextual()) {
                throw new Unpublishable("header " + extension.getKey() + " must be a string, but is "
                        + extension.getValue().getNodeType());
            }
            if (headers.lastHeader(extension.getKey()) != null) {
                throw new Unpublishable("header " + extension.getKey() + " is an attribute with a column of its own");
            }
            CloudEventAttributes.checkHeader(
                    extension.getKey(), extension.getValue().textValue());
            headers.add(extension.getKey(), bytes(extension.getValue().textValue()));
        }
    }

    private JsonNode read(String headers) throws Unpublishable {
        try {
            return json.readTree(headers);
        } catch (JsonProcessingException e) {
            throw new Unpublishable("headers are no JSON: " + e.getOriginalMessage());
        }
    }

    private static String required(@Nullable String value, String column) throws Unpublishable {
        if (value == null) {
            throw new Unpublishable(column + " is null");
        }
        return value;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
