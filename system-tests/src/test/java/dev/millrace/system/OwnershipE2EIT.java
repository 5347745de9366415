package dev.millrace.system;

import dev.millrace.devstack.Database;
import dev.millrace.devstack.identity.DemoUser;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import static dev.millrace.devstack.identity.DemoUser.ADMIN;
import static dev.millrace.devstack.identity.DemoUser.ALICE;
import static dev.millrace.devstack.identity.DemoUser.BOB;
import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static dev.millrace.system.Millrace.as;
import static dev.millrace.system.Millrace.awaitState;
import static dev.millrace.system.Millrace.url;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.nullValue;

@TestInstance(Lifecycle.PER_CLASS)
class OwnershipE2EIT {
    private final UUID alice = Millrace.accountOf(ALICE);
    private final UUID bob = Millrace.accountOf(BOB);

    @Test
    void shouldShowACustomerTheirOwnOnly() {
        UUID alices = placed(ALICE, alice);
        UUID bobs = placed(BOB, bob);
        awaitState(alices, "APPROVED");
        awaitState(bobs, "APPROVED");

        get(ALICE, "/api/orders/" + alices).then().statusCode(200);
        get(ALICE, "/api/orders/" + bobs).then().statusCode(404);
        as(ALICE).post(url("/api/orders/" + bobs + "/cancel")).then().statusCode(404);
        assertThat(listed(ALICE, "/api/orders")).contains(alices.toString()).doesNotContain(bobs.toString());
        assertThat(listed(ALICE, "/api/orders?customerId=" + bob)).doesNotContain(bobs.toString());
        get(ALICE, "/api/customers/" + bob).then().statusCode(404);
        assertThat(listed(ALICE, "/api/customers")).containsExactly(alice.toString());
        get(CLERK, "/api/orders/" + bobs).then().statusCode(200);
        get(ADMIN, "/api/orders/" + bobs).then().statusCode(200);
    }

    @Test
    void shouldShowACustomerWhatAClerkOrderedForThem() {
        UUID order = placed(CLERK, alice);
        awaitState(order, "APPROVED");
        get(ALICE, "/api/orders/" + order).then().statusCode(200);
        get(BOB, "/api/orders/" + order).then().statusCode(404);
    }

    @Test
    void shouldRejectWithoutTouchingCreditWhenOneOrdersOnAnothersAccount() {
        String credit = Millrace.availableCredit(bob);
        UUID order = placed(ALICE, bob);
        awaitState(order, "REJECTED");
        get(ALICE, "/api/orders/" + order).then().body("rejectionReason", equalTo("CUSTOMER_NOT_FOUND"));
        get(BOB, "/api/orders/" + order).then().statusCode(404);
        assertThat(Millrace.availableCredit(bob)).isEqualTo(credit);
    }

    @Test
    void shouldRejectItJustTheSameWhenCustomerServiceIsAwayMeanwhile() {
        Millrace.part("customer-service").kill();
        UUID order;
        try {
            order = placed(ALICE, bob);
        } finally {
            Millrace.restart("customer-service");
        }
        awaitState(order, "REJECTED");
        get(ALICE, "/api/orders/" + order).then().body("rejectionReason", equalTo("CUSTOMER_NOT_FOUND"));
    }

    @Test
    void shouldShowACustomerTheTimelinesOfTheirOwnOrdersOnly() {
        UUID alices = placed(ALICE, alice);
        UUID bobs = placed(BOB, bob);
        get(BOB, "/api/orders/" + bobs + "/history?min-version=1").then().statusCode(200);
        get(ALICE, "/api/orders/" + alices + "/history?min-version=1")
                .then()
                .statusCode(200)
                .body("steps.actor", everyItem(equalTo(ALICE.subject())));

        get(ALICE, "/api/orders/" + bobs + "/history").then().statusCode(404);
        assertThat(found(ALICE, "")).contains(alices.toString()).doesNotContain(bobs.toString());
        assertThat(found(ALICE, "?customerId=" + bob)).doesNotContain(bobs.toString());
        assertThat(found(ALICE, "?q=" + bobs)).isEmpty();
        get(CLERK, "/api/orders/" + bobs + "/history").then().statusCode(200);
        assertThat(found(ADMIN, "?q=" + bobs)).containsExactly(bobs.toString());
    }

    @Test
    void shouldShowACustomerTheTimelineOfWhatAClerkOrderedForThem() {
        UUID order = placed(CLERK, alice);
        get(ALICE, "/api/orders/" + order + "/history?min-version=1")
                .then()
                .statusCode(200)
                .body("steps.actor", everyItem(equalTo(CLERK.subject())));
        get(BOB, "/api/orders/" + order + "/history").then().statusCode(404);
        assertThat(found(ALICE, "")).contains(order.toString());
    }

    @Test
    void shouldNotNameTheAccountsOwnerWhenOneOrdersOnAnothersAccount() {
        UUID order = placed(ALICE, bob);
        get(ALICE, "/api/orders/" + order + "/history?min-version=1")
                .then()
                .statusCode(200)
                .body("state", equalTo("REJECTED"))
                .body("customerName", nullValue());
        assertThat(found(ALICE, "?q=" + BOB.username())).isEmpty();
    }

    @Test
    void shouldLetOnlyAnAdminRebuildTheHistory() {
        String rebuild = Millrace.part("order-history-service").address() + "/admin/rebuild";
        given().post(rebuild).then().statusCode(401);
        as(ALICE).post(rebuild).then().statusCode(403);
        as(CLERK).post(rebuild).then().statusCode(403);
        as(ADMIN).get(rebuild).then().statusCode(200);
    }

    @Test
    void shouldNameTheUserInEveryMessageOfTheSaga() {
        UUID order = placed(ALICE, alice);
        awaitState(order, "APPROVED");
        String actor = "\"ce_actor\":\"" + ALICE.subject() + "\"";
        assertThat(Millrace.outbox(Database.ORDERS).rows(order))
                .hasSize(2)
                .allSatisfy(row -> assertThat(row.headers()).contains(actor));
        assertThat(Millrace.outbox(Database.CUSTOMERS).rows(alice).getLast().headers())
                .contains(actor);
    }

    @Test
    void shouldServeOnWithKnownKeysWhenTheIssuerIsAway() {
        Millrace.part("identity").kill();
        try {
            placed(ALICE, alice);
            for (String service :
                    List.of("api-gateway", "order-service", "customer-service", "order-history-service")) {
                given().get(Millrace.part(service).managementAddress() + "/q/health/ready")
                        .then()
                        .statusCode(200);
            }
        } finally {
            Millrace.restart("identity");
        }
        await().atMost(Millrace.TIMEOUT).until(() -> get(ALICE, "/api/orders").statusCode() == 200);
    }

    private static UUID placed(DemoUser user, UUID customer) {
        return idOf(as(user).contentType(ContentType.JSON)
                .body("""
                        {"customerId": "%s", "lines": [
                          {"sku": "tea", "quantity": 1, "unitPrice": {"amount": "1.00", "currency": "EUR"}}]}""".formatted(customer))
                .post(url("/api/orders")));
    }

    private static UUID idOf(Response answer) {
        return UUID.fromString(answer.then().statusCode(201).extract().path("id"));
    }

    private static Response get(DemoUser user, String path) {
        return as(user).get(url(path));
    }

    private static List<String> listed(DemoUser user, String path) {
        return get(user, path).path("items.id");
    }

    private static List<String> found(DemoUser user, String query) {
        return get(user, "/api/order-history" + query).path("items.orderId");
    }
}
