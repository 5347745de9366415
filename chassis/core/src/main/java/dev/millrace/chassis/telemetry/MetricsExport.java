package dev.millrace.chassis.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.instrumentation.micrometer.v1_5.OpenTelemetryMeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jspecify.annotations.Nullable;

/**
 * Exports the metrics that Prometheus scrapes by OTLP, too. Without an exporter there is no second registry, so
 * recording a value costs no more than before.
 */
@ApplicationScoped
class MetricsExport {
    private final TelemetryConfig config;
    private final OpenTelemetry telemetry;
    private @Nullable MeterRegistry exported;

    MetricsExport(TelemetryConfig config, OpenTelemetry telemetry) {
        this.config = config;
        this.telemetry = telemetry;
    }

    void begin(@Observes StartupEvent start) {
        if (config.exported()) {
            exported = OpenTelemetryMeterRegistry.create(telemetry);
            Metrics.addRegistry(exported);
        }
    }

    /** The global registry outlives the application in tests and in development mode. */
    @PreDestroy
    void end() {
        if (exported != null) {
            Metrics.removeRegistry(exported);
            exported.close();
        }
    }
}
