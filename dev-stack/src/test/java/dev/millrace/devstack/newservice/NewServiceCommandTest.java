package dev.millrace.devstack.newservice;

import dev.millrace.devstack.process.ProcessFailed;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** That what is made builds, starts and passes its tests is checked by {@code .ci/new-service}. */
class NewServiceCommandTest {
    private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();

    @Test
    void shouldEnterTheServiceWhereverCustomerServiceIsWhenPreparedInThisCheckout() {
        Checkout made = NewServiceCommand.prepare(CHECKOUT, "stock");
        assertThat(made.read("pom.xml")).contains("<module>stock-service</module>");
        assertThat(made.read("stock-service/src/main/resources/application.properties"))
                .contains("quarkus.http.port=8086", "quarkus.management.port=9086", "topic=stock.commands")
                .doesNotContain("__");
        assertThat(made.read("k8s/base/containers/stock-service.yaml"))
                .contains("containerPort: 8086", "stock-service-instances", "5432/stock?")
                .doesNotContain("customer", "order-service");
        assertThat(made.read("k8s/base/platform/postgres.yaml"))
                .contains("hostssl stock stock_service all", "hostssl orders,customers,stock outbox_relay all");
        assertThat(made.read("k8s/base/platform/kafka-users.yaml"))
                .contains("name: stock-service", "{type: topic, name: stock.events, patternType: literal}");
        assertThat(made.read("k8s/base/platform/outbox-relay.yaml"))
                .containsOnlyOnce("name: RELAY_SOURCES_STOCK_JDBC_URL")
                .containsOnlyOnce("name: RELAY_SOURCES_STOCK_PASSWORD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Stock", "stock-level", "x", "1st", "stock/../x"})
    void shouldRefuseANameThatCannotBeAPackageADatabaseAndATopic(String name) {
        assertThatThrownBy(() -> NewServiceCommand.prepare(CHECKOUT, name))
                .isInstanceOf(ProcessFailed.class)
                .hasMessageContaining("one word");
    }

    @Test
    void shouldChangeNothingWhenTheServiceExists() {
        assertThatThrownBy(() -> NewServiceCommand.prepare(CHECKOUT, "order"))
                .isInstanceOf(ProcessFailed.class)
                .hasMessageContaining("order-service already");
    }
}
