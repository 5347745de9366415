package dev.millrace.customers.messaging;

import dev.millrace.customers.CustomerServiceTest;
import dev.millrace.devstack.Database;
import dev.millrace.testsupport.DevStackResource;
import dev.millrace.testsupport.probe.KafkaProbe;
import dev.millrace.testsupport.probe.OutboxProbe;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.millrace.customers.api.CustomerRequests.as;
import static dev.millrace.customers.api.CustomerRequests.availableCreditOf;
import static dev.millrace.customers.api.CustomerRequests.registered;
import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

@CustomerServiceTest
class CreditSagaTest {
    private static final String ORDER_EVENTS = "order.events";
    private static final String RESERVED = "customer.credit-reserved.v1";
    private static final String EXCEEDED = "customer.credit-limit-exceeded.v1";

    private final UUID order = UUID.randomUUID();
    private KafkaProbe kafka;
    private OutboxProbe outbox;

    @BeforeEach
    void connect() {
        kafka = new KafkaProbe(DevStackResource.stack().bootstrapServers());
        outbox = OutboxProbe.of(Database.CUSTOMERS);
    }

    @AfterEach
    void disconnect() {
        kafka.close();
    }

    @Test
    void shouldReserveUpToTheLimitAndRefuseBeyondIt() {
        UUID customer = registered("10.00");
        create(customer, order, "10.00", "EUR");
        awaitEvents(customer, "customer.created.v1", RESERVED);
        create(customer, UUID.randomUUID(), "0.01", "EUR");
        awaitEvents(customer, "customer.created.v1", RESERVED, EXCEEDED);
        assertThat(availableCreditOf(customer)).isEqualTo("0.00");
    }

    @Test
    void shouldRefuseWhenTheOrderIsInAnotherCurrency() {
        UUID customer = registered("10.00");
        create(customer, order, "1.00", "USD");
        awaitEvents(customer, "customer.created.v1", EXCEEDED);
    }

    @Test
    void shouldTellThatThereIsNoSuchCustomerWhenUnknown() {
        UUID nobody = UUID.randomUUID();
        create(nobody, order, "1.00", "EUR");
        awaitEvents(nobody, "customer.not-found.v1");
        assertThat(outbox.rows(nobody).getFirst().payload()).contains(order.toString());
    }

    @Test
    void shouldTellThatThereIsNoSuchCustomerWhenAnotherUserOrders() {
        UUID customer = registered("10.00");
        kafka.send(ORDER_EVENTS, order, "order.created.v1", orderedBy("mallory", customer));
        awaitEvents(customer, "customer.created.v1", "customer.not-found.v1");
        assertThat(availableCreditOf(customer)).isEqualTo("10.00");
    }

    @Test
    void shouldNameTheActorOfTheMessageWhenItReacts() {
        UUID customer = registered("10.00");
        Map<String, String> headers = Map.of(
                "ce_id", order.toString(), "ce_type", "order.created.v1", "ce_source", "/test", "ce_actor", "carol");
        kafka.send(ORDER_EVENTS, order, headers, created(customer, order, "4.00", "EUR"));
        awaitEvents(customer, "customer.created.v1", RESERVED);
        assertThat(outbox.rows(customer).getLast().headers()).contains("\"ce_actor\":\"carol\"");
    }

    @Test
    void shouldReserveOnceWhenTheOrderComesTwiceUnderAnyId() {
        UUID customer = registered("10.00");
        create(customer, order, "4.00", "EUR");
        create(customer, order, "4.00", "EUR");
        create(customer, UUID.randomUUID(), "11.00", "EUR");
        awaitEvents(customer, "customer.created.v1", RESERVED, EXCEEDED);
        assertThat(availableCreditOf(customer)).isEqualTo("6.00");
    }

    @Test
    void shouldTellWhatHappenedOnTheAccountAndHowItStoodThen() {
        UUID customer = registered("10.00");
        create(customer, order, "4.00", "EUR");
        awaitEvents(customer, "customer.created.v1", RESERVED);
        String events = "/customers/" + customer + "/credit/events";
        Response newest = as(CLERK).get(events + "?limit=1");
        newest.then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].sequence", equalTo(2))
                .body("items[0].type", equalTo("reserved"))
                .body("items[0].orderId", equalTo(order.toString()))
                .body("items[0].amount.amount", equalTo("4.00"))
                .body("items[0].available.amount", equalTo("6.00"));
        Response oldest = as(CLERK).get(events + "?limit=1&after=" + newest.path("next"));
        oldest.then()
                .body("items[0].type", equalTo("opened"))
                .body("items[0].available.amount", equalTo("10.00"))
                .body("next", nullValue());
        creditAt(customer, oldest.path("items[0].occurredAt"))
                .statusCode(200)
                .body("availableCredit.amount", equalTo("10.00"));
        creditAt(customer, newest.path("items[0].occurredAt")).body("availableCredit.amount", equalTo("6.00"));
        creditAt(customer, "2020-01-01T00:00:00Z").statusCode(404);
    }

    private static ValidatableResponse creditAt(UUID customer, String instant) {
        return as(CLERK).queryParam("at", instant).get("/customers/" + customer).then();
    }

    @Test
    void shouldApproveExactlyWhatFitsWhenManyOrdersCompete() {
        UUID customer = registered("50.00");
        Stream.generate(UUID::randomUUID).limit(80).forEach(each -> create(customer, each, "1.00", "EUR"));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(outbox.types(customer)).hasSize(81));
        assertThat(Collections.frequency(outbox.types(customer), RESERVED)).isEqualTo(50);
        assertThat(Collections.frequency(outbox.types(customer), EXCEEDED)).isEqualTo(30);
        assertThat(availableCreditOf(customer)).isEqualTo("0.00");
    }

    @Test
    void shouldParkTheEventWhenItsMoneyIsNone() {
        String id =
                kafka.send(ORDER_EVENTS, order, "order.created.v1", created(UUID.randomUUID(), order, "1.234", "EUR"));
        UUID customer = registered("10.00");
        create(customer, order, "1.00", "EUR");
        awaitEvents(customer, "customer.created.v1", RESERVED);
        assertThat(kafka.committed("customer-service.dlq"))
                .filteredOn(dead -> id.equals(KafkaProbe.header(dead, "ce_id")))
                .singleElement()
                .satisfies(dead -> assertThat(KafkaProbe.header(dead, "dead-letter-reason"))
                        .contains("EUR has 2 decimals"));
    }

    private void create(UUID customer, UUID order, String total, String currency) {
        kafka.send(ORDER_EVENTS, order, "order.created.v1", created(customer, order, total, currency));
    }

    private String orderedBy(String owner, UUID customer) {
        return created(customer, order, "4.00", "EUR").replaceFirst("\\{", "{\"owner\": \"" + owner + "\",");
    }

    private static String created(UUID customer, UUID order, String total, String currency) {
        return """
            {"orderId": "%s", "customerId": "%s", "total": {"amount": "%s", "currency": "%s"}, "lines": []}\
            """.formatted(order, customer, total, currency);
    }

    private void awaitEvents(UUID customer, String... types) {
        await().untilAsserted(() -> assertThat(outbox.types(customer)).isEqualTo(List.of(types)));
    }
}
