package dev.millrace.chassis.push;

import dev.millrace.chassis.events.CloudEvent;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.Callable;

/** Handles each event in the trace that it tells of, or else in the delivery's. */
@ApplicationScoped
class DeliverySpans {
    private static final TextMapGetter<Map<String, String>> ATTRIBUTES = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Map<String, String> attributes) {
            return attributes.keySet();
        }

        @Override
        public String get(Map<String, String> attributes, String key) {
            return attributes.get(key);
        }
    };

    private final OpenTelemetry telemetry;

    DeliverySpans(OpenTelemetry telemetry) {
        this.telemetry = telemetry;
    }

    void within(CloudEvent event, Callable<Void> handling) throws Exception {
        Span span = telemetry
                .getTracer("dev.millrace.push")
                .spanBuilder("process " + event.type())
                .setSpanKind(SpanKind.CONSUMER)
                .setParent(parent(event))
                .startSpan();
        try {
            Context.current().with(span).wrap(handling).call();
        } catch (Exception e) {
            span.setStatus(StatusCode.ERROR).recordException(e);
            throw e;
        } finally {
            span.end();
        }
    }

    private Context parent(CloudEvent event) {
        Context delivery = Context.current();
        return CloudEventAttributes.tellTheirTrace(event.extensions())
                ? telemetry.getPropagators().getTextMapPropagator().extract(delivery, event.extensions(), ATTRIBUTES)
                : delivery;
    }
}
