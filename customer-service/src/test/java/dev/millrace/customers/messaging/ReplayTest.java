package dev.millrace.customers.messaging;

import dev.millrace.customers.CustomerServiceTest;
import dev.millrace.devstack.Database;
import dev.millrace.testsupport.probe.OutboxProbe;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.millrace.customers.api.CustomerRequests.as;
import static dev.millrace.customers.api.CustomerRequests.registered;
import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Messages delivered again after the inbox entries are removed, as when offsets are lost or a dead letter is replayed
 * late.
 */
@CustomerServiceTest
@TestProfile(PushedCreditSagaTest.PushMode.class)
class ReplayTest {
    private record Message(String id, String type, String json) {}

    private record State(String account, List<String> events) {}

    @Inject
    AgroalDataSource database;

    private final List<Message> log = new ArrayList<>();
    private UUID customer;
    private OutboxProbe outbox;

    @BeforeEach
    void register() {
        customer = registered("10.00");
        outbox = OutboxProbe.of(Database.CUSTOMERS);
    }

    @Test
    void shouldChangeNothingWhenEverythingIsReplayed() throws SQLException {
        UUID held = UUID.randomUUID();
        UUID refused = UUID.randomUUID();
        UUID cancelled = UUID.randomUUID();
        UUID revising = UUID.randomUUID();
        created(held, "4.00");
        created(refused, "7.00");
        created(cancelled, "5.00");
        release(cancelled);
        reserve(revising, held, "9.00");
        reserve(revising, held, "4.00");
        reserve(UUID.randomUUID(), held, "6.00");
        reserve(UUID.randomUUID(), held, "11.00");
        State before = state();
        List<String> repliesBefore = outbox.types(held);

        replayEverything();

        assertThat(state()).isEqualTo(before);
        assertThat(outbox.types(held).subList(repliesBefore.size(), 2 * repliesBefore.size()))
                .isEqualTo(repliesBefore);
    }

    @Test
    void shouldHoldNothingWhenTheOrderWasCancelledBeforeItsCreationArrives() throws SQLException {
        UUID order = UUID.randomUUID();
        release(order);
        State before = state();
        assertThat(outbox.types(order)).containsExactly("order.credit-released-reply.v1");
        created(order, "4.00");
        assertThat(state()).isEqualTo(before);
        replayEverything();
        assertThat(state()).isEqualTo(before);
    }

    private State state() {
        String account = as(CLERK)
                .get("/customers/" + customer + "/credit/events?limit=100")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        return new State(account, outbox.types(customer));
    }

    private void replayEverything() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM inbox");
        }
        List.copyOf(log).forEach(this::deliver);
    }

    private void created(UUID order, String total) {
        first("order.created.v1", """
                {"orderId": "%s", "customerId": "%s", "total": {"amount": "%s", "currency": "EUR"}, "lines": []}""".formatted(order, customer, total));
    }

    private void reserve(UUID saga, UUID order, String total) {
        first("customer.reserve-credit.v1", """
                {"sagaId": "%s", "orderId": "%s", "customerId": "%s", "total": {"amount": "%s", "currency": "EUR"}}""".formatted(saga, order, customer, total));
    }

    private void release(UUID order) {
        first("customer.release-credit.v1", """
                {"sagaId": "%s", "orderId": "%s", "customerId": "%s"}""".formatted(UUID.randomUUID(), order, customer));
    }

    private void first(String type, String json) {
        Message message = new Message(UUID.randomUUID().toString(), type, json);
        log.add(message);
        deliver(message);
    }

    private void deliver(Message message) {
        as("kafka-source", "none")
                .header("ce-specversion", "1.0")
                .header("ce-id", message.id())
                .header("ce-type", message.type())
                .header("ce-source", "/order-service")
                .contentType(ContentType.JSON)
                .body(message.json())
                .post("/events")
                .then()
                .statusCode(204);
    }
}
