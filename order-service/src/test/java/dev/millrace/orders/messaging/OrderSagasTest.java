package dev.millrace.orders.messaging;

import dev.millrace.devstack.Database;
import dev.millrace.orders.OrderServiceTest;
import dev.millrace.orders.api.OrderRequests;
import dev.millrace.testsupport.DevStackResource;
import dev.millrace.testsupport.probe.KafkaProbe;
import dev.millrace.testsupport.probe.OutboxProbe;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static dev.millrace.orders.api.OrderRequests.approve;
import static dev.millrace.orders.api.OrderRequests.as;
import static dev.millrace.orders.api.OrderRequests.awaitState;
import static dev.millrace.orders.api.OrderRequests.cancel;
import static dev.millrace.orders.api.OrderRequests.linesOf;
import static dev.millrace.orders.api.OrderRequests.placed;
import static dev.millrace.orders.api.OrderRequests.revise;
import static dev.millrace.orders.messaging.CreditReplies.REFUSED;
import static dev.millrace.orders.messaging.CreditReplies.RELEASED;
import static dev.millrace.orders.messaging.CreditReplies.RESERVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

/** The orchestrated sagas; the test sends customer-service's replies. A new order totals 3.00. */
@OrderServiceTest
class OrderSagasTest {
    private final UUID customer = UUID.randomUUID();
    private KafkaProbe kafka;
    private CreditReplies credit;
    private OutboxProbe outbox;

    @BeforeEach
    void connect() {
        kafka = new KafkaProbe(DevStackResource.stack().bootstrapServers());
        credit = new CreditReplies();
        outbox = OutboxProbe.of(Database.ORDERS);
    }

    @AfterEach
    void disconnect() {
        kafka.close();
        credit.close();
    }

    @Test
    void shouldHaveTheNewLinesOnceTheCreditForThemIsReserved() {
        UUID order = approved();
        revise(order, linesOf("9.00", "EUR"))
                .statusCode(202)
                .body("state", equalTo("REVISION_PENDING"))
                .body("total.amount", equalTo("3.00"));
        assertThat(credit.lastCommand(customer)).satisfies(command -> {
            assertThat(command.type()).isEqualTo("customer.reserve-credit.v1");
            assertThat(command.payload())
                    .contains("\"orderId\":\"" + order + "\"", "\"total\":{\"amount\":\"18.00\",\"currency\":\"EUR\"}");
        });
        credit.reply(RESERVED, order, customer);
        awaitState(order, "APPROVED");
        as(CLERK).get("/orders/" + order).then().body("total.amount", equalTo("18.00"));
        assertThat(outbox.types(order))
                .containsExactly(
                        "order.created.v1", "order.approved.v1", "order.revision-requested.v1", "order.revised.v1");
        assertThat(outbox.rows(order).getLast().payload()).contains("\"amount\":\"18.00\"");
        as(CLERK)
                .get("/orders/" + order + "/sagas")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(1))
                .body("items[0].type", equalTo("revise-order"))
                .body("items[0].state", equalTo("COMPLETED"))
                .body("items[0].endedAt", notNullValue())
                .body("items[0].steps.name", equalTo(List.of("reserve-more-credit")))
                .body("items[0].steps[0].state", equalTo("SUCCEEDED"))
                .body("items[0].steps[0].attempts", greaterThan(0))
                .body("items[0].steps[0].error", nullValue());
    }

    @Test
    void shouldBeAsBeforeWhenTheCreditForTheRevisionIsRefused() {
        UUID order = approved();
        revise(order, linesOf("900.00", "EUR")).statusCode(202);
        credit.reply(REFUSED, order, customer);
        awaitState(order, "APPROVED");
        as(CLERK).get("/orders/" + order).then().body("total.amount", equalTo("3.00"));
        assertThat(outbox.rows(order).getLast()).satisfies(event -> {
            assertThat(event.type()).isEqualTo("order.revision-rejected.v1");
            assertThat(event.payload()).contains("\"reason\":\"CREDIT_LIMIT_EXCEEDED\"", "\"amount\":\"3.00\"");
        });
        as(CLERK)
                .get("/orders/" + order + "/sagas")
                .then()
                .body("items[0].state", equalTo("COMPENSATED"))
                .body("items[0].steps[0].error", equalTo("CREDIT_LIMIT_EXCEEDED"));
    }

    @Test
    void shouldReleaseTheDifferenceWhenTheRevisionNeedsLessAndNeverTurnBack() {
        UUID order = approved();
        revise(order, linesOf("0.50", "EUR")).statusCode(202);
        credit.reply(REFUSED, order, customer);
        await().untilAsserted(() -> as(CLERK)
                .get("/orders/" + order + "/sagas")
                .then()
                .body("items[0].state", equalTo("RUNNING"))
                .body("items[0].steps.name", equalTo(List.of("release-difference")))
                .body("items[0].steps[0].error", equalTo("CREDIT_LIMIT_EXCEEDED")));
        credit.reply(RESERVED, order, customer);
        awaitState(order, "APPROVED");
        as(CLERK).get("/orders/" + order).then().body("total.amount", equalTo("1.00"));
    }

    @Test
    void shouldSendTheCommandAgainWhenNoReplyComesInTime() throws SQLException {
        UUID order = approved();
        revise(order, linesOf("9.00", "EUR")).statusCode(202);
        execute("UPDATE saga SET deadline = now() WHERE subject = '%s'".formatted(order));
        await().untilAsserted(() -> assertThat(credit.commands(customer)).hasSizeGreaterThan(1));
        OutboxProbe.Row first = credit.commands(customer).getFirst();
        credit.reply(RESERVED, order, first, "alice");
        awaitState(order, "APPROVED");
        credit.reply(REFUSED, order, customer);
        revise(order, linesOf("8.00", "EUR")).statusCode(202);
        credit.reply(RESERVED, order, customer);
        awaitState(order, "APPROVED");
        assertThat(outbox.types(order))
                .endsWith(
                        "order.revision-requested.v1",
                        "order.revised.v1",
                        "order.revision-requested.v1",
                        "order.revised.v1");
    }

    @Test
    void shouldCancelAnApprovedOrderOnceItsCreditIsReleased() {
        UUID order = approved();
        cancel(order).statusCode(202).body("state", equalTo("CANCEL_PENDING"));
        assertThat(credit.lastCommand(customer).type()).isEqualTo("customer.release-credit.v1");
        credit.reply(RELEASED, order, customer);
        awaitState(order, "CANCELLED");
        credit.reply(RELEASED, order, customer);
        cancel(order).statusCode(409).body("detail", equalTo("The order is CANCELLED and cannot be cancelled."));
        revise(order, linesOf("1.00", "EUR")).statusCode(409);
        assertThat(outbox.types(order))
                .endsWith("order.approved.v1", "order.cancellation-requested.v1", "order.cancelled.v1");
    }

    @Test
    void shouldCancelAPendingOrderWhateverBecomesOfItsReservation() {
        UUID reserved = placed(customer);
        cancel(reserved).statusCode(202);
        decide("customer.credit-reserved.v1", reserved);
        credit.reply(RELEASED, reserved, customer);
        awaitState(reserved, "CANCELLED");

        UUID refused = placed(customer);
        cancel(refused).statusCode(202);
        decide("customer.credit-limit-exceeded.v1", refused);
        decide("customer.credit-released.v1", refused);
        credit.reply(RELEASED, refused, customer);
        awaitState(refused, "CANCELLED");
        assertThat(outbox.types(refused))
                .containsExactly("order.created.v1", "order.cancellation-requested.v1", "order.cancelled.v1");
    }

    @Test
    void shouldShowACancelledOrderToTheUserWhoTheCustomerIs() {
        String bob = "bob-" + UUID.randomUUID();
        UUID order = placed(customer);
        cancel(order).statusCode(202);
        credit.reply(RELEASED, order, credit.lastCommand(customer), bob);
        awaitState(order, "CANCELLED");
        as(bob, "customer").get("/orders/" + order).then().statusCode(200);
        assertThat(outbox.rows(order).getLast().payload()).contains("\"owner\":\"" + bob + "\"");
    }

    @Test
    void shouldGiveAnOrderItsSagaWhenTheReleaseBeforeHasCancelledIt() throws SQLException {
        UUID order = placed(customer);
        execute("UPDATE orders SET state = 'CANCEL_PENDING', version = version + 1 WHERE id = '%s'".formatted(order));
        decide("customer.credit-released.v1", order);
        await().untilAsserted(() -> assertThat(credit.commands(customer)).isNotEmpty());
        credit.reply(RELEASED, order, customer);
        awaitState(order, "CANCELLED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-PT1H", "PT1H"})
    void shouldReviseAndCancelWhenTheParticipantsClockIsWrong(Duration skew) {
        UUID order = approved();
        revise(order, linesOf("9.00", "EUR")).statusCode(202);
        credit.replyAt(Instant.now().plus(skew), RESERVED, order, customer);
        awaitState(order, "APPROVED");
        cancel(order).statusCode(202);
        credit.replyAt(Instant.now().plus(skew), RELEASED, order, customer);
        awaitState(order, "CANCELLED");
    }

    @Test
    void shouldRefuseOtherChangesWhileASagaRuns() {
        UUID order = approved();
        revise(order, linesOf("9.00", "EUR")).statusCode(202);
        revise(order, linesOf("8.00", "EUR"))
                .statusCode(409)
                .body("detail", equalTo("The order is REVISION_PENDING and cannot be revised."));
        cancel(order).statusCode(409);
        UUID pending = placed(customer);
        revise(pending, linesOf("9.00", "EUR")).statusCode(409);
    }

    private UUID approved() {
        UUID order = placed(customer);
        approve(kafka, customer, order);
        return order;
    }

    private void decide(String type, UUID order) {
        kafka.send("customer.events", customer, type, OrderRequests.decisionOn(order));
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl(), "order_service", "order_service");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String jdbcUrl() {
        return DevStackResource.stack().jdbcUrl(Database.ORDERS);
    }
}
