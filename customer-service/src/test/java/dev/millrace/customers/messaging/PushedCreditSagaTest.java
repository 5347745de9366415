package dev.millrace.customers.messaging;

import dev.millrace.chassis.access.Roles;
import dev.millrace.customers.CustomerServiceTest;
import dev.millrace.devstack.Database;
import dev.millrace.testsupport.identity.TestTokens;
import dev.millrace.testsupport.probe.OutboxProbe;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.millrace.customers.api.CustomerRequests.as;
import static dev.millrace.customers.api.CustomerRequests.availableCreditOf;
import static dev.millrace.customers.api.CustomerRequests.registered;
import static dev.millrace.devstack.identity.DemoUser.ADMIN;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** The effects of orders on credit with events pushed over HTTP. */
@CustomerServiceTest
@TestProfile(PushedCreditSagaTest.PushMode.class)
class PushedCreditSagaTest {
    public static class PushMode implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("messaging.mode", "push", "messaging.push.subjects", "kafka-source");
        }
    }

    private final UUID order = UUID.randomUUID();
    private UUID customer;
    private OutboxProbe outbox;

    @BeforeEach
    void register() {
        customer = registered("10.00");
        outbox = OutboxProbe.of(Database.CUSTOMERS);
    }

    @Test
    void shouldReserveOnceWhenTheSameOrderIsPushedTwice() {
        String id = UUID.randomUUID().toString();
        created(id, "4.00").statusCode(204);
        created(id, "4.00").statusCode(204);
        assertThat(outbox.types(customer)).containsExactly("customer.created.v1", "customer.credit-reserved.v1");
        assertThat(availableCreditOf(customer)).isEqualTo("6.00");
    }

    @Test
    void shouldReserveOnceWhenTheOrderComesAgainUnderAnotherId() {
        created(UUID.randomUUID().toString(), "4.00").statusCode(204);
        created(UUID.randomUUID().toString(), "4.00").statusCode(204);
        assertThat(outbox.types(customer)).containsExactly("customer.created.v1", "customer.credit-reserved.v1");
    }

    @Test
    void shouldTakeCommandsWhenTheyArePushed() {
        created(UUID.randomUUID().toString(), "4.00").statusCode(204);
        push("customer.release-credit.v1", """
                {"sagaId": "%s", "orderId": "%s", "customerId": "%s"}""".formatted(UUID.randomUUID(), order, customer))
                .statusCode(204);
        assertThat(availableCreditOf(customer)).isEqualTo("10.00");
        assertThat(outbox.types(order)).containsExactly("order.credit-released-reply.v1");
    }

    @Test
    void shouldRefuseForEverWhenTheMoneyIsNone() {
        created(UUID.randomUUID().toString(), "1.234").statusCode(422);
        assertThat(availableCreditOf(customer)).isEqualTo("10.00");
    }

    @Test
    void shouldDoNothingWhenTheTypeIsLeftOnPurpose() {
        push("order.approved.v1", "{}").statusCode(204);
    }

    @Test
    void shouldTakeEventsFromWhomTheTokenNamesASourceOnly() {
        event(as("somebody", "event-source"), "order.approved.v1", "{}").statusCode(204);
        event(as("kafka-source", "customer"), "order.approved.v1", "{}").statusCode(204);
        event(as("somebody", "customer"), "order.approved.v1", "{}").statusCode(403);
        event(as(ADMIN), "order.approved.v1", "{}").statusCode(403);
        event(given(), "order.approved.v1", "{}").statusCode(401);
        event(given().auth().oauth2("forged"), "order.approved.v1", "{}").statusCode(401);
        as("kafka-source", "event-source").get("/customers").then().statusCode(403);
    }

    /** A user name is chosen by the user, so it must not identify an event source. */
    @Test
    void shouldRefuseWhoIsOnlyNamedLikeASource() {
        RequestSpecification impostor = given().auth()
                .oauth2(TestTokens.named("kafka-source", UUID.randomUUID().toString(), Roles.CUSTOMER));
        event(impostor, "order.approved.v1", "{}").statusCode(403);
    }

    private ValidatableResponse created(String id, String total) {
        return event(as("kafka-source", "none"), id, "order.created.v1", """
                {"orderId": "%s", "customerId": "%s", "total": {"amount": "%s", "currency": "EUR"}, "lines": []}""".formatted(order, customer, total));
    }

    private static ValidatableResponse push(String type, String json) {
        return event(as("kafka-source", "none"), type, json);
    }

    private static ValidatableResponse event(RequestSpecification source, String type, String json) {
        return event(source, UUID.randomUUID().toString(), type, json);
    }

    private static ValidatableResponse event(RequestSpecification source, String id, String type, String json) {
        return source.header("ce-specversion", "1.0")
                .header("ce-id", id)
                .header("ce-type", type)
                .header("ce-source", "/order-service")
                .contentType(ContentType.JSON)
                .body(json)
                .post("/events")
                .then();
    }
}
