package dev.millrace.relay.config;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RelayConfigTest {
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "RELAY_SOURCES_ORDERS_JDBC_URL", "jdbc:postgresql://one/orders",
            "RELAY_SOURCES_ORDERS_USERNAME", "relay",
            "RELAY_SOURCES_ORDERS_PASSWORD", "secret",
            "RELAY_SOURCES_CUSTOMERS_JDBC_URL", "jdbc:postgresql://two/customers",
            "RELAY_SOURCES_CUSTOMERS_USERNAME", "relay",
            "RELAY_SOURCES_CUSTOMERS_PASSWORD", "secret",
            "RELAY_ROUTES_ORDER", "order.events");

    @Test
    void shouldReadEverySourceFromEnvironment() {
        RelayConfig config = read(new EnvConfigSource(ENVIRONMENT, 300));
        assertThat(config.sources()).containsOnlyKeys("orders", "customers");
        assertThat(config.sources().get("orders").jdbcUrl()).isEqualTo("jdbc:postgresql://one/orders");
        assertThat(config.sources().get("customers").password()).isEqualTo("secret");
        assertThat(config.sources().get("orders").table()).isEqualTo("public.outbox");
        assertThat(config.routes()).containsExactly(Map.entry("order", "order.events"));
    }

    @Test
    void shouldRefuseUnknownKey() {
        assertThatThrownBy(() -> read(
                        new EnvConfigSource(ENVIRONMENT, 300),
                        new PropertiesConfigSource(Map.of("relay.bacth-size", "1"), "test", 200)))
                .hasMessageContaining("relay.bacth-size")
                .hasMessageContaining("does not map");
    }

    @Test
    void shouldDemandPasswordWhenSourceHasNone() {
        assertThatThrownBy(() -> read(new PropertiesConfigSource(
                        Map.of(
                                "relay.sources.orders.jdbc-url", "jdbc:postgresql://one/orders",
                                "relay.sources.orders.username", "relay",
                                "relay.routes.order", "order.events"),
                        "test",
                        200)))
                .hasMessageContaining("relay.sources.orders.password");
    }

    private static RelayConfig read(ConfigSource... sources) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withMapping(RelayConfig.class)
                .withSources(sources)
                .build();
        return config.getConfigMapping(RelayConfig.class);
    }
}
