package dev.millrace.system;

import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

import static dev.millrace.system.Millrace.TIMEOUT;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What each kind of service reports while a dependency is unavailable, and when it is back. Liveness depends on none of them:
 * a restart would not bring them back.
 */
class HealthE2EIT {
    private static final String READY = "/q/health/ready";
    private static final String DEPENDENCIES = "/q/health/group/dependencies";
    private static final String GATEWAY = "api-gateway";
    private static final String RELAY = "outbox-relay";
    private static final List<String> WITH_DATABASE =
            List.of("order-service", "customer-service", "order-history-service");
    private static final List<String> ALL =
            List.of("order-service", "customer-service", "order-history-service", RELAY, GATEWAY);

    @Test
    void shouldNotBeReadyWithoutItsDatabaseAndSayWhy() {
        Millrace.part("postgres").kill();
        try {
            WITH_DATABASE.forEach(
                    service -> awaitDown(service, READY, "Database connections health check", "default DataSource"));
            awaitDown(RELAY, READY, "sources", "PostgreSQL: ");
            assertUp(GATEWAY, READY);
            assertAllAlive();
        } finally {
            Millrace.restart("postgres");
        }
        ALL.forEach(service -> awaitUp(service, READY));
    }

    /** Requests are taken without Kafka: their events wait in the outbox. Only the relay cannot do its work. */
    @Test
    void shouldStayReadyWithoutKafkaAndReportIt() {
        UUID customer = Millrace.customer("10.00");
        Millrace.part("kafka").kill();
        try {
            Millrace.place(customer, "1.00").then().statusCode(201);
            WITH_DATABASE.forEach(service -> awaitDown(service, DEPENDENCIES, "kafka", "Kafka at 127.0.0.1:"));
            awaitDown(RELAY, READY, "sources", "Kafka: ");
            WITH_DATABASE.forEach(service -> assertUp(service, READY));
            assertUp(GATEWAY, READY);
            assertAllAlive();
        } finally {
            Millrace.restart("kafka");
        }
        WITH_DATABASE.forEach(service -> awaitUp(service, DEPENDENCIES));
        ALL.forEach(service -> awaitUp(service, READY));
    }

    private static void assertAllAlive() {
        ALL.forEach(service -> assertUp(service, "/q/health/live"));
    }

    private static void assertUp(String service, String path) {
        Response health = health(service, path);
        assertThat(health.statusCode())
                .as("%s of %s: %s", path, service, health.asString())
                .isEqualTo(200);
    }

    private static void awaitUp(String service, String path) {
        await().atMost(TIMEOUT).untilAsserted(() -> assertUp(service, path));
    }

    private static void awaitDown(String service, String path, String check, String reason) {
        await().atMost(TIMEOUT).untilAsserted(() -> {
            Response health = health(service, path);
            assertThat(health.statusCode()).as("%s of %s", path, service).isEqualTo(503);
            assertThat(health.jsonPath().getList("checks.findAll { it.status == 'DOWN' }", Map.class))
                    .as(health::asString)
                    .anySatisfy(down -> {
                        assertThat(down.get("name")).isEqualTo(check);
                        assertThat(String.valueOf(down.get("data"))).contains(reason);
                    });
        });
    }

    private static Response health(String service, String path) {
        return given().get(Millrace.part(service).managementAddress() + path);
    }
}
