package dev.millrace.orders.application;

import dev.millrace.devstack.Database;
import dev.millrace.orders.OrderServiceTest;
import dev.millrace.testsupport.DevStackResource;
import dev.millrace.testsupport.probe.AuditProbe;
import dev.millrace.testsupport.probe.KafkaProbe;
import dev.millrace.testsupport.probe.OutboxProbe;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.millrace.devstack.identity.DemoUser.ADMIN;
import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static dev.millrace.orders.api.OrderRequests.as;
import static dev.millrace.orders.api.OrderRequests.placed;
import static dev.millrace.orders.api.OrderRequests.stateOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.notNullValue;

@OrderServiceTest
class AuditTest {
    private final UUID customer = UUID.randomUUID();
    private KafkaProbe kafka;
    private AuditProbe audit;
    private OutboxProbe outbox;

    @BeforeEach
    void connect() {
        String url = DevStackResource.stack().jdbcUrl(Database.ORDERS);
        kafka = new KafkaProbe(DevStackResource.stack().bootstrapServers());
        audit = new AuditProbe(url, Database.ORDERS.owner());
        outbox = OutboxProbe.of(Database.ORDERS);
    }

    @AfterEach
    void disconnect() {
        kafka.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "customer.credit-reserved.v1 APPROVED",
                "customer.credit-limit-exceeded.v1 REJECTED",
                "customer.not-found.v1 REJECTED"
            })
    void shouldAuditPlacingAndDeciding(String decision) {
        UUID order = placed(customer);
        assertAudited(order);
        String[] typeAndState = decision.split(" ");
        kafka.send("customer.events", customer, typeAndState[0], "{\"orderId\": \"%s\"}".formatted(order));
        await().until(() -> stateOf(order).equals(typeAndState[1]));
        assertAudited(order);
        as(ADMIN)
                .get("/audit?aggregate=" + order + "&limit=1")
                .then()
                .statusCode(200)
                .body("items.action", contains(outbox.types(order).getLast()))
                .body("items.causationId", everyItem(notNullValue()));
    }

    @Test
    void shouldAuditCancelling() {
        UUID order = placed(customer);
        as(CLERK).post("/orders/" + order + "/cancel").then().statusCode(202);
        assertAudited(order);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UPDATE audit_log SET subject = 'bob'", "DELETE FROM audit_log", "TRUNCATE audit_log"})
    void shouldNotLetTheServiceChangeTheLog(String statement) {
        assertThat(audit.refusal(statement)).contains("permission denied for table audit_log");
    }

    private void assertAudited(UUID order) {
        assertThat(audit.unaudited("orders", "id", order)).isZero();
        assertThat(audit.actions(order)).isEqualTo(outbox.types(order)).isNotEmpty();
    }
}
