package dev.millrace.orders.api;

import dev.millrace.orders.OrderServiceTest;
import dev.millrace.testsupport.DevStackResource;
import dev.millrace.testsupport.probe.KafkaProbe;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static dev.millrace.orders.api.OrderRequests.approve;
import static dev.millrace.orders.api.OrderRequests.as;
import static dev.millrace.orders.api.OrderRequests.linesOf;
import static dev.millrace.orders.api.OrderRequests.placed;
import static dev.millrace.orders.api.OrderRequests.revise;
import static dev.millrace.orders.api.OrderRequests.stateOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

@OrderServiceTest
class ReviseOrderTest {
    private final UUID customer = UUID.randomUUID();
    private KafkaProbe kafka;
    private UUID order;

    @BeforeEach
    void placeAndApprove() {
        kafka = new KafkaProbe(DevStackResource.stack().bootstrapServers());
        order = placed(customer);
        approve(kafka, customer, order);
    }

    @AfterEach
    void disconnect() {
        kafka.close();
    }

    @Test
    void shouldRefuseAnotherCurrencyThanTheOrders() {
        revise(order, linesOf("1.00", "USD"))
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations[0].field", equalTo("lines[0].unitPrice.currency"))
                .body("violations[0].message", equalTo("must be EUR, the order's currency"));
        assertThat(stateOf(order)).isEqualTo("APPROVED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"lines\": []}",
                "{\"lines\": null}",
                "{\"lines\": [null]}",
                "{\"lines\": [{\"sku\": \"tea\", \"quantity\": 0, \"unitPrice\": {\"amount\": \"1\", \"currency\": \"EUR\"}}]}",
                "{\"lines\": [{\"sku\": \"\", \"quantity\": 1, \"unitPrice\": {\"amount\": \"1\", \"currency\": \"EUR\"}}]}"
            })
    void shouldNameWhatIsWrongWithTheLines(String body) {
        revise(order, body).statusCode(400).contentType("application/problem+json");
        assertThat(stateOf(order)).isEqualTo("APPROVED");
    }

    @Test
    void shouldReviseOnceWhenManyReviseAtOnce() throws Exception {
        Callable<Integer> call =
                () -> revise(order, linesOf("9.00", "EUR")).extract().statusCode();
        try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
            assertThat(callers.invokeAll(Stream.generate(() -> call).limit(8).toList()))
                    .extracting(each -> each.get())
                    .containsOnlyOnce(202)
                    .containsOnly(202, 409);
        }
        as(CLERK).get("/orders/" + order + "/sagas").then().body("items.size()", equalTo(1));
    }

    @Test
    void shouldNotFindWhatIsNotTheirs() {
        as("mallory-" + UUID.randomUUID(), "customer")
                .contentType("application/json")
                .body(linesOf("1.00", "EUR"))
                .post("/orders/" + order + "/revise")
                .then()
                .statusCode(404);
        revise(UUID.randomUUID(), linesOf("1.00", "EUR")).statusCode(404);
    }

    @Test
    void shouldShowSagasToClerksAndAdminsOnly() {
        as("alice", "customer").get("/orders/" + order + "/sagas").then().statusCode(403);
        as("root", "admin").get("/orders/" + order + "/sagas").then().statusCode(200);
        as(CLERK).get("/orders/" + UUID.randomUUID() + "/sagas").then().statusCode(404);
    }
}
