package dev.millrace.system;

import io.restassured.response.Response;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.millrace.devstack.identity.DemoUser.ALICE;
import static dev.millrace.system.Millrace.approved;
import static dev.millrace.system.Millrace.as;
import static dev.millrace.system.Millrace.availableCredit;
import static dev.millrace.system.Millrace.awaitState;
import static dev.millrace.system.Millrace.customer;
import static dev.millrace.system.Millrace.order;
import static dev.millrace.system.Millrace.revise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.notNullValue;

class ReviseOrderE2EIT {
    @ParameterizedTest
    @ValueSource(strings = {"60.00", "10.00", "40.00", "100.00"})
    void shouldHoldAsMuchCreditAsTheNewLinesNeed(String revised) {
        UUID customer = customer("100.00");
        UUID order = approved(customer, "40.00");
        revise(order, revised)
                .then()
                .statusCode(202)
                .body("state", equalTo("REVISION_PENDING"))
                .body("total.amount", equalTo("40.00"));
        awaitState(order, "APPROVED");
        order(order).then().body("total.amount", equalTo(revised)).body("lines[0].unitPrice.amount", equalTo(revised));
        Invariants.hold(customer);
    }

    @Test
    void shouldLeaveTheOrderAsItWasWhenTheCreditIsRefused() {
        UUID customer = customer("100.00");
        UUID order = approved(customer, "40.00");
        revise(order, "100.01").then().statusCode(202);
        awaitState(order, "APPROVED");
        order(order).then().body("total.amount", equalTo("40.00"));
        assertThat(availableCredit(customer)).isEqualTo("60.00");
        Invariants.hold(customer);
        sagas(order)
                .then()
                .body("items[0].type", equalTo("revise-order"))
                .body("items[0].state", equalTo("COMPENSATED"))
                .body("items[0].reason", equalTo("CREDIT_LIMIT_EXCEEDED"))
                .body("items[0].endedAt", notNullValue())
                .body("items[0].steps[0].attempts", greaterThan(0));
    }

    @Test
    void shouldRefuseOtherChangesUntilTheRevisionIsDecided() {
        UUID customer = customer("100.00");
        UUID order = approved(customer, "40.00");
        Millrace.part("customer-service").kill();
        try {
            revise(order, "60.00").then().statusCode(202);
            revise(order, "70.00").then().statusCode(409);
            Millrace.cancel(order).then().statusCode(409);
            sagas(order).then().body("items[0].state", equalTo("RUNNING"));
        } finally {
            Millrace.restart("customer-service");
        }
        awaitState(order, "APPROVED");
        order(order).then().body("total.amount", equalTo("60.00"));
        Invariants.hold(customer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"order-service", "customer-service", "outbox-relay", "kafka", "postgres"})
    void shouldDecideEveryRevisionWhenAPartIsKilledInMidSaga(String part) {
        UUID customer = customer("25.00");
        List<UUID> orders = Stream.generate(() -> Millrace.placed(customer, "1.00"))
                .limit(10)
                .toList();
        orders.forEach(order -> awaitState(order, "APPROVED"));
        try {
            orders.subList(0, 5).forEach(ReviseOrderE2EIT::reviseUntilAnswered);
            Millrace.part(part).kill();
        } finally {
            Millrace.restart(part);
        }
        orders.subList(5, 10).forEach(ReviseOrderE2EIT::reviseUntilAnswered);
        Invariants.hold(customer);
        assertThat(Millrace.orders(customer))
                .allSatisfy(order -> assertThat(order.state()).isEqualTo("APPROVED"))
                .filteredOn(order -> order.total().amount().intValue() == 3)
                .hasSize(7);
    }

    @Test
    void shouldShowSagasToClerksOnly() {
        UUID order = approved(customer("100.00"), "1.00");
        sagas(order).then().statusCode(200).body("items", equalTo(List.of()));
        as(ALICE).get(Millrace.url("/api/orders/" + order + "/sagas")).then().statusCode(403);
    }

    private static Response sagas(UUID order) {
        return Millrace.get("/api/orders/" + order + "/sagas");
    }

    /** Retries until there is a response; 409 if an attempt without a response took effect. */
    private static void reviseUntilAnswered(UUID order) {
        await().atMost(Millrace.TIMEOUT).until(() -> {
            int status = revise(order, "3.00").statusCode();
            assertThat(status).isIn(202, 409, 500, 503, 504);
            return status == 202 || status == 409;
        });
    }
}
