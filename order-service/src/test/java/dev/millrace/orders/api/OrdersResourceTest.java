package dev.millrace.orders.api;

import dev.millrace.orders.OrderServiceTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static dev.millrace.orders.CustomerServiceDouble.FAILING;
import static dev.millrace.orders.CustomerServiceDouble.IN_EUROS;
import static dev.millrace.orders.CustomerServiceDouble.SLOW;
import static dev.millrace.orders.api.OrderRequests.as;
import static dev.millrace.orders.api.OrderRequests.orderOf;
import static dev.millrace.orders.api.OrderRequests.place;
import static dev.millrace.orders.api.OrderRequests.placed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

@OrderServiceTest
class OrdersResourceTest {
    private static final String UUID_V7 = "[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

    @Test
    void shouldAnswerThePendingOrderWithItsLocationWhenPlaced() {
        UUID customer = UUID.randomUUID();
        Response answer = place(orderOf(customer, "12.30"))
                .statusCode(201)
                .body("id", matchesPattern(UUID_V7))
                .body("customerId", equalTo(customer.toString()))
                .body("state", equalTo("PENDING"))
                .body("rejectionReason", nullValue())
                .body("lines[0].sku", equalTo("tea"))
                .body("lines[0].quantity", equalTo(2))
                .body("lines[0].unitPrice.amount", equalTo("12.30"))
                .body("total.amount", equalTo("24.60"))
                .body("total.currency", equalTo("EUR"))
                .body("version", equalTo(0))
                .extract()
                .response();
        String id = answer.path("id");
        assertThat(answer.header("Location")).endsWith("/orders/" + id);
        assertThat(as(CLERK).get("/orders/" + id).body().asString()).isEqualTo(answer.asString());
    }

    @Test
    void shouldForbidToKeepAnAnswerWhenTheOrderIsMoving() {
        as(CLERK).get("/orders/" + placed(UUID.randomUUID())).then().header("Cache-Control", "no-store");
    }

    @Test
    void shouldMakeNoLinkOfAHostThatTheCallerClaims() {
        as(CLERK)
                .contentType(ContentType.JSON)
                .header("Host", "evil.example")
                .header("X-Forwarded-Host", "evil.example")
                .header("X-Forwarded-Prefix", "/evil")
                .body(orderOf(UUID.randomUUID(), "1"))
                .post("/orders")
                .then()
                .statusCode(201)
                .header("Location", matchesPattern("/orders/" + UUID_V7));
    }

    @Test
    void shouldAnswerTheSameOrderWhenTheKeyIsRepeated() {
        String key = UUID.randomUUID().toString();
        String body = orderOf(UUID.randomUUID(), "1.00");
        String first = placeWithKey(key, body).then().statusCode(201).extract().path("id");
        Response second = placeWithKey(key, body);
        second.then().statusCode(201).body("id", equalTo(first)).header("Location", endsWith(first));
    }

    @Test
    void shouldMakeOneOrderWhenTheSameKeyComesAtOnce() throws Exception {
        String key = UUID.randomUUID().toString();
        String body = orderOf(UUID.randomUUID(), "1.00");
        Callable<String> call =
                () -> placeWithKey(key, body).then().statusCode(201).extract().path("id");
        try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
            Set<String> ids = callers
                    .invokeAll(Stream.generate(() -> call).limit(8).toList())
                    .stream()
                    .map(Future::resultNow)
                    .collect(Collectors.toSet());
            assertThat(ids).hasSize(1);
        }
    }

    @Test
    void shouldRefuseTheKeyWhenTheBodyDiffers() {
        String key = UUID.randomUUID().toString();
        UUID customer = UUID.randomUUID();
        placeWithKey(key, orderOf(customer, "1.00")).then().statusCode(201);
        placeWithKey(key, orderOf(customer, "2.00"))
                .then()
                .statusCode(422)
                .body("violations[0].field", equalTo("Idempotency-Key"));
    }

    @Test
    void shouldListNewestFirstInPagesWhenAsked() {
        UUID customer = UUID.randomUUID();
        List<String> newestFirst = Stream.generate(() -> placed(customer).toString())
                .limit(5)
                .toList()
                .reversed();

        Response first = as(CLERK).get("/orders?limit=3&state=PENDING&customerId=" + customer);
        assertThat(first.<List<String>>path("items.id")).isEqualTo(newestFirst.subList(0, 3));

        Response second = as(CLERK).get("/orders?limit=3&customerId=" + customer + "&after=" + first.path("next"));
        assertThat(second.<List<String>>path("items.id")).isEqualTo(newestFirst.subList(3, 5));
        assertThat(second.<String>path("next")).isNull();

        as(CLERK)
                .get("/orders?state=APPROVED&customerId=" + customer)
                .then()
                .statusCode(200)
                .body("items", equalTo(List.of()));
    }

    @Test
    void shouldRefuseAForeignCurrencyWhenCustomerServiceKnowsTheCustomer() {
        place(orderOf(IN_EUROS, "1.00", "EUR")).statusCode(201);
        place(orderOf(IN_EUROS, "1.00", "USD"))
                .statusCode(422)
                .body("violations[0].field", equalTo("lines[0].unitPrice.currency"));
    }

    @Test
    void shouldLeaveTheCurrencyToTheSagaWhenCustomerServiceFailsOrIsSlow() {
        place(orderOf(FAILING, "1.00", "USD")).statusCode(201).body("state", equalTo("PENDING"));
        place(orderOf(SLOW, "1.00", "USD")).statusCode(201).body("state", equalTo("PENDING"));
    }

    @Test
    void shouldCancelOnceWhenPending() {
        UUID order = placed(UUID.randomUUID());
        as(CLERK).post("/orders/" + order + "/cancel").then().statusCode(202).body("state", equalTo("CANCEL_PENDING"));
        as(CLERK)
                .post("/orders/" + order + "/cancel")
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("detail", equalTo("The order is CANCEL_PENDING and cannot be cancelled."));
    }

    private static Response placeWithKey(String key, String body) {
        return as(CLERK)
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(body)
                .post("/orders");
    }
}
