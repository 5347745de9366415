package dev.millrace.relay.config;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    void shouldReadEarlierNameOfAKey() {
        RelayConfig config = read(
                new EnvConfigSource(ENVIRONMENT, 300),
                new PropertiesConfigSource(Map.of("relay.polling.shares", "4"), "test", 200));
        assertThat(config.polling().shards()).isEqualTo(4);
    }

    /** The settings of the router have names with dots. */
    @ParameterizedTest
    @ValueSource(strings = {"_ROUTER__ROUTE_BY_FIELD_", "_ROUTER_ROUTE_BY_FIELD"})
    void shouldReadSettingsOfTheRouterFromEnvironment(String variable) {
        RelayConfig config = read(
                new EnvConfigSource(ENVIRONMENT, 300),
                new EnvConfigSource(Map.of("RELAY_SOURCES_ORDERS" + variable, "kind"), 400));
        assertThat(config.sources().get("orders").router()).containsExactly(Map.entry("route.by.field", "kind"));
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
