package dev.millrace.chassis.exceptions;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counters of unexpected exceptions. They exist from the start, so that an alert sees the first increase. */
final class ExceptionMetrics {
    private final Counter occurred;
    private final Counter added;
    private final Counter regressed;

    ExceptionMetrics(MeterRegistry meters) {
        occurred = Counter.builder("errors.occurred")
                .description("Unexpected exceptions")
                .register(meters);
        added = changes(meters, "new");
        regressed = changes(meters, "regressed");
    }

    void count(boolean isNew, boolean wasResolved) {
        occurred.increment();
        if (isNew) {
            added.increment();
        } else if (wasResolved) {
            regressed.increment();
        }
    }

    private static Counter changes(MeterRegistry meters, String change) {
        return Counter.builder("errors.changes")
                .tag("change", change)
                .description("Errors that occurred for the first time, or again after they were resolved")
                .register(meters);
    }
}
