package dev.millrace.chassis.messaging;

import dev.millrace.chassis.events.CloudEvent;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Handles each event in its trace. A span is created only when spans are exported; the trace context is propagated to
 * the messages published meanwhile in either case.
 */
@ApplicationScoped
class MessageSpans {
    private static final TextMapGetter<Map<String, String>> ATTRIBUTES = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Map<String, String> attributes) {
            return attributes.keySet();
        }

        @Override
        public @Nullable String get(Map<String, String> attributes, String key) {
            return attributes.get(key);
        }
    };

    private final OpenTelemetry telemetry;
    private final boolean exported;

    MessageSpans(OpenTelemetry telemetry, @ConfigProperty(name = "chassis.spans") boolean exported) {
        this.telemetry = telemetry;
        this.exported = exported;
    }

    void within(CloudEvent event, Runnable handling) {
        Context parent = parent(event);
        if (exported) {
            inSpan(event, parent, handling);
        } else {
            parent.wrap(handling).run();
        }
    }

    private void inSpan(CloudEvent event, Context parent, Runnable handling) {
        Span span = telemetry
                .getTracer("dev.millrace.messaging")
                .spanBuilder("process " + event.type())
                .setSpanKind(SpanKind.CONSUMER)
                .setParent(parent)
                .setAttribute("messaging.operation.type", "process")
                .setAttribute("cloudevents.event_id", event.id())
                .setAttribute("cloudevents.event_type", event.type())
                .setAttribute("cloudevents.event_source", event.source())
                .setAttribute("cloudevents.event_subject", event.subject())
                .startSpan();
        try {
            parent.with(span).wrap(handling).run();
        } catch (RuntimeException e) {
            span.setStatus(StatusCode.ERROR).recordException(e);
            throw e;
        } finally {
            span.end();
        }
    }

    /** Keeps the span of an HTTP delivery that already belongs to the event's trace. */
    private Context parent(CloudEvent event) {
        Context delivery = Context.current();
        Context eventContext =
                telemetry.getPropagators().getTextMapPropagator().extract(delivery, event.extensions(), ATTRIBUTES);
        return traceId(eventContext).equals(traceId(delivery)) ? delivery : eventContext;
    }

    private static String traceId(Context context) {
        return Span.fromContext(context).getSpanContext().getTraceId();
    }
}
