package dev.millrace.chassis.saga;

import dev.millrace.chassis.context.Actor;
import dev.millrace.chassis.context.RequestId;
import dev.millrace.chassis.events.Headers;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Stores and restores the trace context, request id and actor that started a saga, for actions of the timer. */
@ApplicationScoped
class SagaOrigin {
    private static final TextMapGetter<Map<String, String>> ENTRIES = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Map<String, String> entries) {
            return entries.keySet();
        }

        @Override
        public @Nullable String get(@Nullable Map<String, String> entries, String key) {
            return entries == null ? null : entries.get(key);
        }
    };

    private final OpenTelemetry telemetry;

    SagaOrigin(OpenTelemetry telemetry) {
        this.telemetry = telemetry;
    }

    Map<String, String> current() {
        Map<String, String> origin = new HashMap<>();
        telemetry.getPropagators().getTextMapPropagator().inject(Context.current(), origin, Map::put);
        putUnlessNull(origin, Headers.REQUEST_ID, RequestId.current());
        putUnlessNull(origin, Headers.ACTOR, Actor.current());
        return origin;
    }

    void within(Map<String, String> origin, Runnable action) {
        Context context = telemetry.getPropagators().getTextMapPropagator().extract(Context.current(), origin, ENTRIES);
        RequestId.adopt(origin.get(Headers.REQUEST_ID));
        Actor.set(origin.get(Headers.ACTOR));
        try {
            context.wrap(action).run();
        } finally {
            Actor.clear();
            RequestId.clear();
        }
    }

    private static void putUnlessNull(Map<String, String> entries, String name, @Nullable String value) {
        if (value != null) {
            entries.put(name, value);
        }
    }
}
