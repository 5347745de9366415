package dev.millrace.relay.kafka;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class PublishSpansTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SERVICES_SPAN = "b7ad6b7169203331";

    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
    private final PublishSpans spans = new PublishSpans(OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                    .build())
            .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
            .build());

    @Test
    void shouldMakePublishingPartOfTheTraceWhenItIsSampled() {
        ProducerRecord<byte[], byte[]> record = record("00-" + TRACE + "-" + SERVICES_SPAN + "-01");
        try (PublishSpans.Open open = spans.begin(List.of(record))) {
            open.succeeded();
        }
        SpanData span = exporter.getFinishedSpanItems().getFirst();
        assertThat(span.getName()).isEqualTo("send order.events");
        assertThat(span.getKind()).isEqualTo(SpanKind.PRODUCER);
        assertThat(span.getTraceId()).isEqualTo(TRACE);
        assertThat(span.getParentSpanId()).isEqualTo(SERVICES_SPAN);
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(traceparent(record)).isEqualTo("00-" + TRACE + "-" + span.getSpanId() + "-01");
        assertThat(span.getAttributes().get(PublishSpans.DELAY)).isGreaterThanOrEqualTo(5_000);
    }

    @Test
    void shouldEndWithErrorWhenTheBatchIsNotCommitted() {
        spans.begin(List.of(record("00-" + TRACE + "-" + SERVICES_SPAN + "-01")))
                .close();
        assertThat(exporter.getFinishedSpanItems().getFirst().getStatus().getStatusCode())
                .isEqualTo(StatusCode.ERROR);
    }

    @Test
    void shouldLeaveTheRecordAsItIsWhenItsTraceIsNotSampled() {
        String notSampled = "00-" + TRACE + "-" + SERVICES_SPAN + "-00";
        ProducerRecord<byte[], byte[]> record = record(notSampled);
        spans.begin(List.of(record)).close();
        assertThat(traceparent(record)).isEqualTo(notSampled);
        assertThat(exporter.getFinishedSpanItems()).isEmpty();
    }

    private static ProducerRecord<byte[], byte[]> record(String traceparent) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>("order.events", "o-1".getBytes(UTF_8), null);
        record.headers().add("ce_time", Instant.now().minusSeconds(5).toString().getBytes(UTF_8));
        record.headers().add("traceparent", traceparent.getBytes(UTF_8));
        return record;
    }

    private static String traceparent(ProducerRecord<byte[], byte[]> record) {
        assertThat(record.headers().headers("traceparent")).hasSize(1);
        return new String(record.headers().lastHeader("traceparent").value(), UTF_8);
    }
}
