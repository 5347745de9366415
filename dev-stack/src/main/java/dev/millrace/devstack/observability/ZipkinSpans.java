package dev.millrace.devstack.observability;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jose4j.json.JsonUtil;

/** OTLP's spans in Zipkin's format, version 2, as OpenTelemetry's specification maps them. */
final class ZipkinSpans {
    private ZipkinSpans() {}

    static String of(ExportTraceServiceRequest exported) {
        return exported.getResourceSpansList().stream()
                .flatMap(resource -> {
                    String service =
                            tags(resource.getResource().getAttributesList()).getOrDefault("service.name", "unknown");
                    return resource.getScopeSpansList().stream()
                            .flatMap(scope -> scope.getSpansList().stream())
                            .map(span -> JsonUtil.toJson(span(service, span)));
                })
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static Map<String, Object> span(String service, Span span) {
        long started = TimeUnit.NANOSECONDS.toMicros(span.getStartTimeUnixNano());
        Map<String, Object> zipkin = new TreeMap<>();
        zipkin.put("traceId", hex(span.getTraceId()));
        zipkin.put("id", hex(span.getSpanId()));
        zipkin.put("name", span.getName());
        zipkin.put("timestamp", started);
        zipkin.put("duration", Math.max(1, TimeUnit.NANOSECONDS.toMicros(span.getEndTimeUnixNano()) - started));
        zipkin.put("localEndpoint", Map.of("serviceName", service));
        if (!span.getParentSpanId().isEmpty()) {
            zipkin.put("parentId", hex(span.getParentSpanId()));
        }
        switch (span.getKind()) {
            case SPAN_KIND_CLIENT -> zipkin.put("kind", "CLIENT");
            case SPAN_KIND_SERVER -> zipkin.put("kind", "SERVER");
            case SPAN_KIND_PRODUCER -> zipkin.put("kind", "PRODUCER");
            case SPAN_KIND_CONSUMER -> zipkin.put("kind", "CONSUMER");
            case SPAN_KIND_INTERNAL, SPAN_KIND_UNSPECIFIED, UNRECOGNIZED -> {}
        }
        Map<String, String> tags = tags(span.getAttributesList());
        if (span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR) {
            tags.put("error", span.getStatus().getMessage());
        }
        zipkin.put("tags", tags);
        return zipkin;
    }

    private static Map<String, String> tags(List<KeyValue> attributes) {
        Map<String, String> tags = new TreeMap<>();
        attributes.forEach(attribute -> tags.put(attribute.getKey(), text(attribute.getValue())));
        return tags;
    }

    private static String text(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> value.getStringValue();
            case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
            case INT_VALUE -> Long.toString(value.getIntValue());
            case DOUBLE_VALUE -> Double.toString(value.getDoubleValue());
            default -> value.toString().strip();
        };
    }

    private static String hex(ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }
}
