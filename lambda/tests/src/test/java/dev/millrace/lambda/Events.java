package dev.millrace.lambda;

import dev.millrace.testsupport.probe.OutboxProbe;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** Events as AWS passes them to functions. */
final class Events {
    private Events() {}

    /** A request to an HTTP API (payload format 2.0). */
    static Map<String, Object> request(String method, String path, Map<String, String> headers, String body) {
        return Map.of(
                "version",
                "2.0",
                "routeKey",
                "$default",
                "rawPath",
                path,
                "rawQueryString",
                "",
                "headers",
                headers,
                "requestContext",
                Map.of(
                        "http",
                        Map.of("method", method, "path", path, "protocol", "HTTP/1.1", "sourceIp", "192.0.2.1"),
                        "stage",
                        "$default"),
                "body",
                body,
                "isBase64Encoded",
                false);
    }

    /** What an event source mapping takes from one partition; the offset of a record is its place. */
    static Map<String, Object> records(String topic, List<Map<String, Object>> values) {
        List<Map<String, Object>> records = IntStream.range(0, values.size())
                .mapToObj(offset -> Map.of(
                        "topic",
                        topic,
                        "partition",
                        0,
                        "offset",
                        offset,
                        "timestamp",
                        0,
                        "timestampType",
                        "CREATE_TIME",
                        "key",
                        "",
                        "value",
                        values.get(offset).get("value"),
                        "headers",
                        values.get(offset).get("headers")))
                .toList();
        return Map.of("eventSource", "aws:kafka", "records", Map.of(topic + "-0", records));
    }

    /** A row of the outbox as the relay publishes it. */
    static Map<String, Object> record(OutboxProbe.Row row) {
        return record(row.id(), row.type(), row.payload());
    }

    static Map<String, Object> record(UUID id, String type, String data) {
        Map<String, String> attributes =
                Map.of("ce_specversion", "1.0", "ce_id", id.toString(), "ce_type", type, "ce_source", "/test");
        return Map.of(
                "headers",
                attributes.entrySet().stream()
                        .map(each -> Map.of(each.getKey(), numbers(each.getValue())))
                        .toList(),
                "value",
                Base64.getEncoder().encodeToString(data.getBytes(StandardCharsets.UTF_8)));
    }

    /** Lambda passes a header's bytes as numbers. */
    private static int[] numbers(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return IntStream.range(0, bytes.length).map(i -> bytes[i]).toArray();
    }
}
