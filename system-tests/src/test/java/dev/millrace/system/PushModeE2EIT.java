package dev.millrace.system;

import dev.millrace.devstack.Database;
import dev.millrace.devstack.process.ManagedProcess;
import dev.millrace.testsupport.probe.KafkaProbe;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.millrace.system.Millrace.awaitState;
import static dev.millrace.system.Millrace.customer;
import static dev.millrace.system.Millrace.placed;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

/** The same packages with {@code messaging.mode=push} and without Kafka; the test pushes the events. */
class PushModeE2EIT {
    private static final Map<String, String> WITHOUT_KAFKA = Map.of(
            "MESSAGING_MODE", "push",
            "MESSAGING_PUSH_TRUST_NETWORK", "true",
            "CHASSIS_DEPLOYMENT_TOPIC", "",
            "KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1");

    @Test
    void shouldReserveCreditOnceWhenTheOrderIsPushedTwiceAndThenPulled() throws IOException {
        UUID customer = customer("100.00");
        ManagedProcess pushed = Millrace.oneOfTwo("customer-service", 2, WITHOUT_KAFKA);
        Millrace.part("customer-service").stop();
        try {
            pushed.start(Millrace.TIMEOUT);
            UUID order = placed(customer, "40.00");
            ConsumerRecord<String, byte[]> created = published(order);
            push(pushed, created);
            push(pushed, created);
            awaitState(order, "APPROVED");
            assertOneReservation(customer);
            assertThat(pushed.stop()).isTrue();
            assertThat(pushed.exitCode()).isZero();
        } finally {
            pushed.kill();
            Millrace.restart("customer-service");
        }
        UUID next = placed(customer, "70.00"); // proves that the first order was consumed: this one is decided after it
        awaitState(next, "REJECTED");
        Invariants.hold(customer);
        assertThat(Millrace.availableCredit(customer)).isEqualTo("60.00");
        assertThat(pushed.output()).doesNotContain("org.apache.kafka", "NetworkClient", "127.0.0.1:1 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"order-service", "order-history-service"})
    void shouldBeReadyAndTakeEventsWithoutKafka(String service) throws IOException {
        ManagedProcess pushed = Millrace.oneOfTwo(service, 2, WITHOUT_KAFKA);
        try {
            pushed.start(Millrace.TIMEOUT);
            given().get(pushed.managementAddress() + "/q/health/group/dependencies")
                    .then()
                    .statusCode(200);
            given().contentType(ContentType.JSON)
                    .body("{}")
                    .post(pushed.address() + "/events")
                    .then()
                    .statusCode(422)
                    .body("detail", containsString("specversion"));
            given().post(Millrace.part(service).address() + "/events").then().statusCode(404);
            assertThat(pushed.stop()).isTrue();
            assertThat(pushed.exitCode()).isZero();
        } finally {
            pushed.kill();
        }
        assertThat(pushed.output()).doesNotContain("org.apache.kafka", "NetworkClient");
    }

    /** Sends the record as a KafkaSource does: attributes as HTTP headers. */
    private static void push(ManagedProcess service, ConsumerRecord<String, byte[]> record) {
        RequestSpecification event = given().contentType(ContentType.JSON).body(record.value());
        for (Header header : record.headers()) {
            String name = header.key().replaceFirst("^ce_", "ce-");
            if (!name.equals("content-type")) {
                event.header(name, new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        event.header("ce-key", record.key())
                .post(service.address() + "/events")
                .then()
                .statusCode(204);
    }

    private static ConsumerRecord<String, byte[]> published(UUID order) {
        try (KafkaProbe kafka = Millrace.kafka()) {
            return await().atMost(Millrace.TIMEOUT)
                    .until(
                            () -> kafka.committed("order.events").stream()
                                    .filter(record -> order.toString().equals(record.key()))
                                    .findFirst(),
                            Optional::isPresent)
                    .orElseThrow();
        }
    }

    private static void assertOneReservation(UUID customer) {
        assertThat(Millrace.outbox(Database.CUSTOMERS).types(customer))
                .containsExactly("customer.created.v1", "customer.credit-reserved.v1");
    }
}
