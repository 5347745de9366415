package dev.millrace.relay.kafka;

import dev.millrace.relay.config.RelayConfig;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TopicRouterTest {
    private static final Map<String, String> SOURCE = Map.of(
            "relay.sources.orders.jdbc-url", "jdbc:postgresql://one/orders",
            "relay.sources.orders.username", "relay",
            "relay.sources.orders.password", "secret",
            "relay.routes.order", "order.events",
            "relay.routes.Exact-Type", "exact.events");

    @ParameterizedTest
    @ValueSource(strings = {"order_line", "order-line", "Order_Line", "ORDER-LINE", "order.line"})
    void shouldRouteEveryTypeThatMakesTheVariablesName(String aggregateType) {
        assertThat(routes(Map.of("RELAY_ROUTES_ORDER_LINE", "lines")).topicFor(aggregateType))
                .contains("lines");
    }

    @Test
    void shouldRouteTypeWithCapitalsByVariable() {
        assertThat(routes(Map.of("RELAY_ROUTES_ORDERLINE", "lines")).topicFor("OrderLine"))
                .contains("lines");
    }

    @Test
    void shouldLetVariableReplaceRouteOfFile() {
        assertThat(routes(Map.of("RELAY_ROUTES_ORDER", "others")).topicFor("order"))
                .contains("others");
        assertThat(routes(Map.of("RELAY_ROUTES_EXACT_TYPE", "others")).topicFor("Exact-Type"))
                .contains("others");
    }

    @Test
    void shouldTakeRouteOfFileAsItIsSpelt() {
        assertThat(routes(Map.of()).topicFor("Exact-Type")).contains("exact.events");
        assertThat(routes(Map.of()).topicFor("exact_type")).isEmpty();
    }

    private static TopicRouter routes(Map<String, String> environment) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withMapping(RelayConfig.class)
                .withSources(new EnvConfigSource(environment, 300), new PropertiesConfigSource(SOURCE, "test", 200))
                .build();
        return TopicRouter.of(config.getConfigMapping(RelayConfig.class).routes(), config);
    }
}
