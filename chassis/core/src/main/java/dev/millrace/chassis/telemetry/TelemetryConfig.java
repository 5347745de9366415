package dev.millrace.chassis.telemetry;

import io.smallrye.config.ConfigMapping;

/** Export of telemetry by OTLP. */
@ConfigMapping(prefix = "chassis.telemetry")
interface TelemetryConfig {
    /**
     * Whether spans, metrics and logs are exported; by default, when {@code quarkus.otel.exporter.otlp.endpoint} is
     * set. Otherwise nothing is recorded for an export.
     */
    boolean exported();
}
