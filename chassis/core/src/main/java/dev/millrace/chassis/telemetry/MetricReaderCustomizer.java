package dev.millrace.chassis.telemetry;

import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdkBuilder;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.quarkus.opentelemetry.runtime.AutoConfiguredOpenTelemetrySdkBuilderCustomizer;
import io.quarkus.opentelemetry.runtime.config.runtime.OTelRuntimeConfig;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

/**
 * Lets metrics be exported by a thread of their own. Quarkus 3.33 uses its shared executor: when the application ends
 * the reader waits five seconds for the termination of that executor, which comes later.
 */
@Singleton
class MetricReaderCustomizer implements AutoConfiguredOpenTelemetrySdkBuilderCustomizer {
    private final OTelRuntimeConfig config;
    private final Instance<MetricExporter> exporter;

    MetricReaderCustomizer(OTelRuntimeConfig config, Instance<MetricExporter> exporter) {
        this.config = config;
        this.exporter = exporter;
    }

    @Override
    public void customize(AutoConfiguredOpenTelemetrySdkBuilder sdk) {
        sdk.addMetricReaderCustomizer((reader, properties) ->
                reader instanceof PeriodicMetricReader && exporter.isResolvable() ? withOwnThread() : reader);
    }

    private MetricReader withOwnThread() {
        return new OwnThreadReader(PeriodicMetricReader.builder(exporter.get())
                .setInterval(config.metric().exportInterval())
                .build());
    }
}
