package dev.millrace.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** An OpenTelemetry collector in the test's process: takes spans, metrics and logs by OTLP over HTTP, keeps some. */
final class OtlpCollector {
    private final FirstAndLatest<ExportedSpan> spans = new FirstAndLatest<>();
    private final Map<String, FirstAndLatest<ExportedLog>> logs = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> metrics = new ConcurrentHashMap<>();
    private final HttpServer server;

    private OtlpCollector(HttpServer server) {
        this.server = server;
    }

    static OtlpCollector start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            OtlpCollector collector = new OtlpCollector(server);
            server.createContext("/v1/traces", collector::receiveSpans);
            server.createContext("/v1/metrics", collector::receiveMetrics);
            server.createContext("/v1/logs", collector::receiveLogs);
            server.start();
            return collector;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Has a service export its telemetry to this collector, soon. */
    Map<String, String> environment() {
        return Map.of(
                "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL",
                "http/protobuf",
                "QUARKUS_OTEL_BSP_SCHEDULE_DELAY",
                "200ms",
                "QUARKUS_OTEL_METRIC_EXPORT_INTERVAL",
                "5s");
    }

    List<ExportedSpan> trace(String traceId) {
        return spans.matching(span -> span.traceId().equals(traceId));
    }

    /** Names of the metrics that the service has exported so far. */
    Set<String> metrics(String service) {
        return metrics.getOrDefault(service, Set.of());
    }

    /** The first and the latest lines of the service's log. */
    List<ExportedLog> logs(String service) {
        return logsOf(service).matching(any -> true);
    }

    private FirstAndLatest<ExportedLog> logsOf(String service) {
        return logs.computeIfAbsent(service, any -> new FirstAndLatest<>());
    }

    private void receiveSpans(HttpExchange exchange) throws IOException {
        ExportTraceServiceRequest.parseFrom(body(exchange))
                .getResourceSpansList()
                .forEach(this::keep);
        acknowledge(exchange);
    }

    private void receiveMetrics(HttpExchange exchange) throws IOException {
        for (ResourceMetrics resource :
                ExportMetricsServiceRequest.parseFrom(body(exchange)).getResourceMetricsList()) {
            Set<String> names =
                    metrics.computeIfAbsent(service(resource.getResource()), any -> ConcurrentHashMap.newKeySet());
            resource.getScopeMetricsList()
                    .forEach(scope -> scope.getMetricsList().forEach(metric -> names.add(metric.getName())));
        }
        acknowledge(exchange);
    }

    private void receiveLogs(HttpExchange exchange) throws IOException {
        for (ResourceLogs resource :
                ExportLogsServiceRequest.parseFrom(body(exchange)).getResourceLogsList()) {
            String service = service(resource.getResource());
            resource.getScopeLogsList().stream()
                    .flatMap(scope -> scope.getLogRecordsList().stream())
                    .map(log -> new ExportedLog(
                            log.getBody().getStringValue(),
                            HexFormat.of().formatHex(log.getTraceId().toByteArray()),
                            log.getAttributesList().stream()
                                    .collect(Collectors.toMap(
                                            KeyValue::getKey,
                                            each -> each.getValue().getStringValue(),
                                            (first, again) -> again))))
                    .forEach(logsOf(service)::add);
        }
        acknowledge(exchange);
    }

    /** An empty message is the response of all three services. */
    private static void acknowledge(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    private static InputStream body(HttpExchange exchange) throws IOException {
        boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        return zipped ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody();
    }

    private void keep(ResourceSpans resource) {
        String service = service(resource.getResource());
        for (ScopeSpans scope : resource.getScopeSpansList()) {
            scope.getSpansList().forEach(span -> spans.add(exported(service, span)));
        }
    }

    private static String service(Resource resource) {
        return resource.getAttributesList().stream()
                .filter(each -> each.getKey().equals("service.name"))
                .map(each -> each.getValue().getStringValue())
                .findFirst()
                .orElse("unknown");
    }

    private static ExportedSpan exported(String service, Span span) {
        HexFormat hex = HexFormat.of();
        return new ExportedSpan(
                service,
                span.getName(),
                span.getKind().name().replace("SPAN_KIND_", ""),
                hex.formatHex(span.getTraceId().toByteArray()),
                hex.formatHex(span.getSpanId().toByteArray()),
                hex.formatHex(span.getParentSpanId().toByteArray()),
                span.getAttributesList().stream().map(each -> each.getKey()).toList());
    }
}
