package dev.millrace.chassis.exceptions;

import dev.millrace.chassis.exceptions.TrackedError.State;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The errors of this instance since its start, by fingerprint. Created at the start, so that its metrics exist. */
@Startup
@ApplicationScoped
class ExceptionStore implements ExceptionReporter {
    private final Map<String, TrackedError> errors = new HashMap<>();
    private final int maximum;
    private final ExceptionMetrics metrics;

    ExceptionStore(ExceptionConfig config, MeterRegistry meters) {
        maximum = config.maximum();
        metrics = new ExceptionMetrics(meters);
        for (State state : State.values()) {
            Gauge.builder("errors.tracked", this, store -> store.count(state))
                    .tag("state", state.name().toLowerCase(Locale.ROOT))
                    .description("Different errors by state")
                    .register(meters);
        }
    }

    @Override
    public synchronized void report(ExceptionReport report) {
        String id = report.fingerprint().id();
        boolean isNew = !errors.containsKey(id);
        if (isNew) {
            makeRoom();
        }
        TrackedError error = errors.computeIfAbsent(id, first -> new TrackedError(report));
        boolean wasResolved = error.state() == State.RESOLVED;
        error.add(report);
        metrics.count(isNew, wasResolved);
    }

    /** Most recent first. */
    synchronized List<JsonObject> list() {
        return errors.values().stream()
                .sorted(Comparator.comparing(TrackedError::lastSeen).reversed())
                .map(TrackedError::json)
                .toList();
    }

    synchronized Optional<JsonObject> find(String fingerprint) {
        return Optional.ofNullable(errors.get(fingerprint)).map(TrackedError::json);
    }

    /** @return empty when there is no such error */
    synchronized Optional<JsonObject> resolve(String fingerprint) {
        Optional<TrackedError> error = Optional.ofNullable(errors.get(fingerprint));
        error.ifPresent(TrackedError::resolve);
        return error.map(TrackedError::json);
    }

    private synchronized long count(State state) {
        return errors.values().stream().filter(error -> error.state() == state).count();
    }

    private void makeRoom() {
        if (errors.size() >= maximum) {
            errors.entrySet().stream()
                    .min(Comparator.comparing(entry -> entry.getValue().lastSeen()))
                    .ifPresent(oldest -> errors.remove(oldest.getKey()));
        }
    }
}
