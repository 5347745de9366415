package dev.millrace.chassis.telemetry;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Derives {@link TelemetryConfig#exported()} from the exporter's endpoint, which is blank by default. */
public final class TelemetryDefaults implements SmallRyeConfigBuilderCustomizer {
    /** Ordinal below every source in which the setting may be set explicitly. */
    private static final int LOWEST = 50;

    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        builder.withSources((ConfigSourceFactory) TelemetryDefaults::derive);
    }

    private static List<ConfigSource> derive(ConfigSourceContext config) {
        ConfigValue endpoint = config.getValue("quarkus.otel.exporter.otlp.endpoint");
        boolean exported = endpoint != null
                && endpoint.getValue() != null
                && !endpoint.getValue().isBlank();
        return List.of(new PropertiesConfigSource(
                Map.of("chassis.telemetry.exported", Boolean.toString(exported)), "telemetry defaults", LOWEST));
    }
}
