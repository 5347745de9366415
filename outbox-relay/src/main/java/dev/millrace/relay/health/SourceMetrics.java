package dev.millrace.relay.health;

import dev.millrace.relay.health.LagMonitor.Measured;
import dev.millrace.relay.postgres.LagReader.SlotLag;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Gauges of a source; NaN while they cannot be measured. */
final class SourceMetrics {
    private static final String SOURCE = "source";

    private SourceMetrics() {}

    static void register(LagMonitor monitor, MeterRegistry registry) {
        String sourceName = monitor.sourceName();
        gauge(
                "relay.outbox.waiting",
                "rows",
                "rows that wait to be published, up to 100000",
                sourceName,
                monitor,
                m -> m.waiting().rows(),
                registry);
        gauge(
                "relay.lag",
                "seconds",
                "how long the oldest waiting row has waited",
                sourceName,
                monitor,
                m -> m.waiting().oldest().toMillis() / 1000.0,
                registry);
        gauge(
                "relay.slot.lag",
                BaseUnits.BYTES,
                "log written after the position that the slot has confirmed",
                sourceName,
                monitor,
                m -> m.slot().map(SlotLag::behindBytes).map(Long::doubleValue).orElse(Double.NaN),
                registry);
        gauge(
                "relay.slot.retained",
                BaseUnits.BYTES,
                "log that PostgreSQL keeps for the slot",
                sourceName,
                monitor,
                m -> m.slot().map(SlotLag::retainedBytes).map(Long::doubleValue).orElse(Double.NaN),
                registry);
    }

    /** One gauge per state: 1 for the current state, otherwise 0. */
    static void register(SourceStatus status, MeterRegistry registry) {
        for (RelayState state : RelayState.values()) {
            Gauge.builder("relay.state", status, each -> each.now().phase() == state ? 1 : 0)
                    .description("state of the relay for a source: 1 for the current phase")
                    .tag(SOURCE, status.sourceName())
                    .tag("phase", state.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
    }

    private static void gauge(
            String name,
            String unit,
            String description,
            String sourceName,
            LagMonitor monitor,
            ToDoubleFunction<Measured> value,
            MeterRegistry registry) {
        Gauge.builder(name, monitor, m -> m.last().map(value::applyAsDouble).orElse(Double.NaN))
                .description(description)
                .baseUnit(unit)
                .tag(SOURCE, sourceName)
                .register(registry);
    }
}
