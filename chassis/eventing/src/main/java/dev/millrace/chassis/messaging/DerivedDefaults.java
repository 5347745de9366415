package dev.millrace.chassis.messaging;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Default values that are derived from other settings. */
public final class DerivedDefaults implements SmallRyeConfigBuilderCustomizer {
    /** Ordinal below every source in which the settings may be set explicitly. */
    private static final int LOWEST = 50;

    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        builder.withSources((ConfigSourceFactory) DerivedDefaults::derive);
    }

    private static List<ConfigSource> derive(ConfigSourceContext config) {
        boolean pushed = MessagingConfig.PUSH.equals(value(config, "messaging.mode"));
        Map<String, String> derived = Map.of("messaging.kafka-enabled", Boolean.toString(!pushed));
        return List.of(new PropertiesConfigSource(derived, "derived defaults", LOWEST));
    }

    private static String value(ConfigSourceContext config, String name) {
        ConfigValue value = config.getValue(name);
        return value == null || value.getValue() == null ? "" : value.getValue();
    }
}
