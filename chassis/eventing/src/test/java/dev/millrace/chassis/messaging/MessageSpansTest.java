package dev.millrace.chassis.messaging;

import dev.millrace.chassis.events.CloudEvent;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MessageSpansTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";

    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
    private final OpenTelemetrySdk telemetry = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                    .build())
            .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
            .build();

    @AfterEach
    void close() {
        telemetry.close();
    }

    @Test
    void shouldContinueTheTraceWithoutASpanWhenNothingIsExported() {
        assertThat(within(false).getSpanId()).isEqualTo(SPAN);
        assertThat(exporter.getFinishedSpanItems()).isEmpty();
    }

    @Test
    void shouldMakeASpanInTheTraceWhenSpansAreExported() {
        assertThat(within(true).getTraceId()).isEqualTo(TRACE);
        assertThat(exporter.getFinishedSpanItems()).singleElement().satisfies(span -> {
            assertThat(span.getName()).isEqualTo("process thing.counted.v1");
            assertThat(span.getKind()).isEqualTo(SpanKind.CONSUMER);
            assertThat(span.getParentSpanId()).isEqualTo(SPAN);
        });
    }

    @Test
    void shouldTellInTheSpanThatTheHandlerFailed() {
        assertThatThrownBy(() -> new MessageSpans(telemetry, true).within(event(), () -> {
                    throw new IllegalStateException("a bug");
                }))
                .hasMessage("a bug");
        assertThat(exporter.getFinishedSpanItems())
                .singleElement()
                .satisfies(span -> assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR));
    }

    private SpanContext within(boolean exporting) {
        AtomicReference<SpanContext> seen = new AtomicReference<>();
        new MessageSpans(telemetry, exporting)
                .within(event(), () -> seen.set(Span.current().getSpanContext()));
        return seen.get();
    }

    private static CloudEvent event() {
        Map<String, String> extensions = Map.of("traceparent", "00-" + TRACE + "-" + SPAN + "-01");
        return new CloudEvent("1", "thing.counted.v1", "/test", null, null, extensions, new byte[0]);
    }
}
