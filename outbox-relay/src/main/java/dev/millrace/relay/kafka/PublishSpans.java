package dev.millrace.relay.kafka;

import dev.millrace.chassis.events.HeaderText;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Adds a producer span to the trace that the service began, by the OpenTelemetry semantic conventions for messaging.
 * Records without a sampled trace stay as they are.
 */
final class PublishSpans {
    /** Milliseconds from the row's insertion, just before its commit, to the commit of its record. */
    static final AttributeKey<Long> DELAY = AttributeKey.longKey("outbox.publish.delay_ms");

    private final Tracer tracer;
    private final TextMapPropagator propagator;

    PublishSpans(OpenTelemetry telemetry) {
        this.tracer = telemetry.getTracer("dev.millrace.relay");
        this.propagator = telemetry.getPropagators().getTextMapPropagator();
    }

    Open begin(List<ProducerRecord<byte[], byte[]>> records) {
        List<Publishing> spans = new ArrayList<>();
        for (ProducerRecord<byte[], byte[]> record : records) {
            Context parent = propagator.extract(Context.root(), record.headers(), GETTER);
            if (Span.fromContext(parent).getSpanContext().isSampled()) {
                Span span = begin(record, parent);
                propagator.inject(parent.with(span), record.headers(), PublishSpans::replace);
                spans.add(new Publishing(span, timeOf(record)));
            }
        }
        return new Open(spans);
    }

    private Span begin(ProducerRecord<byte[], byte[]> record, Context parent) {
        return tracer.spanBuilder("send " + record.topic())
                .setSpanKind(SpanKind.PRODUCER)
                .setParent(parent)
                .setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.operation.type", "send")
                .setAttribute("messaging.destination.name", record.topic())
                .setAttribute("messaging.kafka.message.key", new String(record.key(), UTF_8))
                .startSpan();
    }

    private static void replace(Headers headers, String name, String value) {
        headers.remove(name).add(name, value.getBytes(UTF_8));
    }

    /** The spans of one batch. They end with an error unless {@link #succeeded()} was called. */
    static final class Open implements AutoCloseable {
        private final List<Publishing> spans;
        private boolean succeeded;

        private Open(List<Publishing> spans) {
            this.spans = spans;
        }

        void succeeded() {
            succeeded = true;
        }

        @Override
        public void close() {
            Instant now = Instant.now();
            for (Publishing each : spans) {
                if (!succeeded) {
                    each.span().setStatus(StatusCode.ERROR, "not committed");
                } else if (each.written() != null) {
                    each.span()
                            .setAttribute(
                                    DELAY, Duration.between(each.written(), now).toMillis());
                }
                each.span().end();
            }
        }
    }

    /** @param written when the service wrote the row; null when the record does not tell */
    private record Publishing(Span span, @Nullable Instant written) {}

    private static @Nullable Instant timeOf(ProducerRecord<byte[], byte[]> record) {
        String time = HeaderText.of(record.headers(), dev.millrace.chassis.events.Headers.TIME);
        try {
            return time == null ? null : OffsetDateTime.parse(time).toInstant();
        } catch (DateTimeParseException notInRange) {
            return null;
        }
    }

    private static final TextMapGetter<Headers> GETTER = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Headers headers) {
            return StreamSupport.stream(headers.spliterator(), false)
                    .map(Header::key)
                    .toList();
        }

        @Override
        public @Nullable String get(@Nullable Headers headers, String name) {
            return headers == null ? null : HeaderText.of(headers, name);
        }
    };
}
