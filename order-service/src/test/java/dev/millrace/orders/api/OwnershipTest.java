package dev.millrace.orders.api;

import dev.millrace.devstack.Database;
import dev.millrace.devstack.identity.DemoUser;
import dev.millrace.orders.OrderServiceTest;
import dev.millrace.testsupport.probe.OutboxProbe;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.millrace.orders.CustomerServiceDouble.SEEN_ONCE;
import static dev.millrace.orders.api.OrderRequests.as;
import static dev.millrace.orders.api.OrderRequests.orderOf;
import static dev.millrace.orders.api.OrderRequests.place;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

@OrderServiceTest
class OwnershipTest {
    private final UUID customer = UUID.randomUUID();
    private final String alice = "alice-" + UUID.randomUUID();
    private final String bob = "bob-" + UUID.randomUUID();

    @Test
    void shouldSeeListAndCancelOnlyTheirOwnWhenACustomer() {
        String own = placed(alice, null);
        String others = placed(bob, null);

        as(alice, "customer").get("/orders/" + own).then().statusCode(200);
        as(alice, "customer")
                .get("/orders/" + others)
                .then()
                .statusCode(404)
                .body("detail", equalTo("There is no order " + others + "."));
        as(alice, "customer").post("/orders/" + others + "/cancel").then().statusCode(404);
        assertThat(listed(alice, "")).containsExactly(own);
        assertThat(listed(alice, "?customerId=" + customer)).containsExactly(own);
        as(alice, "customer").post("/orders/" + own + "/cancel").then().statusCode(202);
    }

    @ParameterizedTest
    @EnumSource(
            value = DemoUser.class,
            names = {"CLERK", "ADMIN"})
    void shouldSeeEveryOrderWhenAClerkOrAnAdmin(DemoUser user) {
        String alices = placed(alice, null);
        as(user).get("/orders/" + alices).then().statusCode(200);
        assertThat(as(user).get("/orders?customerId=" + customer).<List<String>>path("items.id"))
                .containsExactly(alices);
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "guest"})
    void shouldAnswer403WhenTheRoleMayNotOrder(String role) {
        String order = placed(alice, null);
        order(alice, role, null).then().statusCode(403).contentType("application/problem+json");
        as(alice, role).post("/orders/" + order + "/cancel").then().statusCode(403);
    }

    @Test
    void shouldKeepTheirKeysApartWhenTwoUsersChooseTheSame() {
        String key = UUID.randomUUID().toString();
        String first = placed(alice, key);
        assertThat(placed(alice, key)).isEqualTo(first);
        assertThat(placed(bob, key)).isNotEqualTo(first);
    }

    @Test
    void shouldNotTellACustomerWhatAClerkLearned() {
        place(orderOf(SEEN_ONCE, "1.00", "EUR")).statusCode(201);
        as(alice, "customer")
                .contentType(ContentType.JSON)
                .body(orderOf(SEEN_ONCE, "1.00", "USD"))
                .post("/orders")
                .then()
                .statusCode(201);
    }

    @Test
    void shouldNameActorAndOwnerInTheEventWhenPlaced() {
        UUID alices = UUID.fromString(placed(alice, null));
        UUID clerks = UUID.fromString(
                place(orderOf(customer, "1.00")).statusCode(201).extract().path("id"));
        OutboxProbe outbox = OutboxProbe.of(Database.ORDERS);
        assertThat(outbox.rows(alices).getFirst().headers()).contains("\"ce_actor\":\"" + alice + "\"");
        assertThat(outbox.rows(alices).getFirst().payload()).contains("\"owner\":\"" + alice + "\"");
        assertThat(outbox.rows(clerks).getFirst().headers())
                .contains("\"ce_actor\":\"" + DemoUser.CLERK.subject() + "\"");
        assertThat(outbox.rows(clerks).getFirst().payload()).contains("\"owner\":null");
    }

    private String placed(String subject, String key) {
        return order(subject, "customer", key).then().statusCode(201).extract().path("id");
    }

    private Response order(String subject, String role, String key) {
        var call = as(subject, role).contentType(ContentType.JSON).body(orderOf(customer, "1.00"));
        return (key == null ? call : call.header("Idempotency-Key", key)).post("/orders");
    }

    private static List<String> listed(String subject, String query) {
        return as(subject, "customer").get("/orders" + query).path("items.id");
    }
}
