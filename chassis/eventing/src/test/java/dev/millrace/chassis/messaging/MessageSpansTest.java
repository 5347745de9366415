package dev.millrace.chassis.messaging;

import dev.millrace.chassis.events.CloudEvent;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MessageSpansTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";

    private final List<SpanData> exported = new ArrayList<>();
    private final OpenTelemetrySdk telemetry = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(new Collecting()))
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
        assertThat(exported).isEmpty();
    }

    @Test
    void shouldMakeASpanInTheTraceWhenSpansAreExported() {
        assertThat(within(true).getTraceId()).isEqualTo(TRACE);
        assertThat(exported).singleElement().satisfies(span -> {
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
        assertThat(exported)
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

    private final class Collecting implements SpanExporter {
        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            exported.addAll(spans);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
