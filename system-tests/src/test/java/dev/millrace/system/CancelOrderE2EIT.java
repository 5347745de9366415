package dev.millrace.system;

import dev.millrace.devstack.Database;
import java.util.UUID;
import org.junit.jupiter.api.Test;

import static dev.millrace.system.Millrace.approved;
import static dev.millrace.system.Millrace.availableCredit;
import static dev.millrace.system.Millrace.awaitState;
import static dev.millrace.system.Millrace.cancel;
import static dev.millrace.system.Millrace.customer;
import static dev.millrace.system.Millrace.placed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

class CancelOrderE2EIT {
    @Test
    void shouldReleaseTheCreditOfAnApprovedOrder() {
        UUID customer = customer("100.00");
        UUID order = approved(customer, "40.00");
        cancel(order).then().statusCode(202).body("state", equalTo("CANCEL_PENDING"));
        awaitState(order, "CANCELLED");
        assertThat(availableCredit(customer)).isEqualTo("100.00");
        cancel(order).then().statusCode(409);
        Millrace.revise(order, "1.00").then().statusCode(409);
        assertThat(Millrace.outbox(Database.CUSTOMERS).types(customer))
                .containsExactly("customer.created.v1", "customer.credit-reserved.v1", "customer.credit-released.v1");
        Millrace.get("/api/orders/" + order + "/sagas")
                .then()
                .body("items[0].type", equalTo("cancel-order"))
                .body("items[0].state", equalTo("COMPLETED"))
                .body("items[0].steps[0].name", equalTo("release-credit"));
        Invariants.hold(customer);
    }

    /** Nothing is reserved in the end, whether customer-service handles the order or the release first. */
    @Test
    void shouldHoldNoCreditWhenAPendingOrderIsCancelledInFlight() {
        UUID customer = customer("100.00");
        Millrace.part("customer-service").kill();
        UUID order;
        try {
            order = placed(customer, "40.00");
            cancel(order).then().statusCode(202).body("state", equalTo("CANCEL_PENDING"));
        } finally {
            Millrace.restart("customer-service");
        }
        awaitState(order, "CANCELLED");
        Invariants.hold(customer);
        assertThat(availableCredit(customer)).isEqualTo("100.00");
    }

    @Test
    void shouldCancelWhenThereIsNoSuchCustomer() {
        Millrace.part("customer-service").kill();
        UUID order;
        try {
            order = placed(UUID.randomUUID(), "1.00");
            cancel(order).then().statusCode(202);
        } finally {
            Millrace.restart("customer-service");
        }
        awaitState(order, "CANCELLED");
    }
}
