package dev.millrace.orders.api;

import dev.millrace.devstack.process.ManagedProcess;
import dev.millrace.orders.OrderServiceTest;
import dev.millrace.testsupport.DevStackResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.restassured.response.Response;
import java.net.URL;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static dev.millrace.orders.api.OrderRequests.as;
import static dev.millrace.orders.api.OrderRequests.orderOf;
import static dev.millrace.orders.api.OrderRequests.place;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.notNullValue;

/** A server that is suspended keeps its connections open and does not respond: nothing may wait for it for ever. */
@OrderServiceTest
class FrozenServerTest {
    @TestHTTPResource(value = "/dlq", management = true)
    URL dlq;

    private final UUID customer = UUID.randomUUID();

    @Test
    void shouldAnswer503WithRetryAfterWhileTheDatabaseIsFrozen() {
        List<Supplier<Response>> calls = List.of(
                () -> place(orderOf(customer, "1.50")).extract().response(),
                () -> as(CLERK).get("/orders/" + UUID.randomUUID()),
                () -> as(CLERK).post("/orders/" + UUID.randomUUID() + "/cancel"));
        ManagedProcess database = DevStackResource.stack().postgres();
        database.suspend();
        try {
            Stream<CompletableFuture<Response>> answers =
                    calls.stream().map(CompletableFuture::supplyAsync).toList().stream();
            answers.map(CompletableFuture::join).forEach(FrozenServerTest::assertUnavailable);
        } finally {
            database.resume();
        }
        await().until(() -> calls.stream().allMatch(call -> call.get().statusCode() < 500));
    }

    @Test
    void shouldTakeOrdersAndRefuseToListDeadLettersWhileKafkaIsFrozen() {
        ManagedProcess kafka = DevStackResource.stack().kafka();
        kafka.suspend();
        try {
            place(orderOf(customer, "1.50")).statusCode(201);
            assertUnavailable(given().header("X-Requested-By", "test").get(dlq));
        } finally {
            kafka.resume();
        }
    }

    private static void assertUnavailable(Response response) {
        response.then().statusCode(503).contentType("application/problem+json").header("Retry-After", notNullValue());
    }
}
