package dev.millrace.history.api;

import dev.millrace.devstack.identity.DemoUser;
import dev.millrace.history.Events;
import dev.millrace.history.OrderHistoryServiceTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static dev.millrace.history.Callers.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

@OrderHistoryServiceTest
class OwnershipTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    private final String alice = "alice-" + UUID.randomUUID();
    private final String bob = "bob-" + UUID.randomUUID();
    private final UUID customer = UUID.randomUUID();
    private final UUID order = UUID.randomUUID();
    private Events events;

    @BeforeEach
    void connect() {
        events = new Events(bootstrapServers);
    }

    @AfterEach
    void disconnect() {
        events.close();
    }

    @Test
    void shouldShowAndFindOnlyTheirOwnWhenACustomer() {
        UUID bobs = UUID.randomUUID();
        events.orderCreated(order, customer, alice);
        events.orderCreated(bobs, customer, bob);
        awaitSteps(order, 1);
        awaitSteps(bobs, 1);

        timeline(alice, order, "").then().statusCode(200);
        timeline(alice, order, "?min-version=0").then().statusCode(200);
        timeline(alice, bobs, "")
                .then()
                .statusCode(404)
                .body("detail", equalTo("There is no history of an order " + bobs + "."));
        assertThat(found(alice, "")).containsExactly(order);
        assertThat(found(alice, "?customerId=" + customer)).containsExactly(order);
        assertThat(found(alice, "?q=" + bobs)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = DemoUser.class,
            mode = Mode.INCLUDE,
            names = {"CLERK", "ADMIN"})
    void shouldShowAndFindEverythingWhenAClerkOrAnAdmin(DemoUser user) {
        events.orderCreated(order, customer, alice);
        awaitSteps(order, 1);
        as(user).get("/orders/" + order + "/history").then().statusCode(200);
        assertThat(as(user).get("/order-history?customerId=" + customer).<List<String>>path("items.orderId"))
                .containsExactly(order.toString());
    }

    @Test
    void shouldSayNoMoreThanOfAnUnknownOrderWhenOneWaitsForAnothers() {
        events.orderCreated(order, customer, bob);
        awaitSteps(order, 1);
        timeline(alice, order, "?min-version=0").then().statusCode(503);
        timeline(alice, UUID.randomUUID(), "?min-version=0").then().statusCode(503);
    }

    @Test
    void shouldNotTellWhenAnothersOrderWasPlacedWhenAPageBeginsAfterIt() {
        UUID bobs = UUID.randomUUID();
        events.orderCreated(order, customer, "tea", NOON, alice);
        events.orderCreated(bobs, customer, "tea", NOON.plusSeconds(10), bob);
        awaitSteps(order, 1);
        awaitSteps(bobs, 1);
        assertThat(found(alice, "?after=" + bobs)).isEmpty();
    }

    @Test
    void shouldShowWhatAClerkOrderedOnceAnEventTellsWhoseItIs() {
        events.orderCreated(order, customer);
        awaitSteps(order, 1);
        timeline(alice, order, "").then().statusCode(404);
        CompletableFuture<Response> waiting =
                CompletableFuture.supplyAsync(() -> timeline(alice, order, "?min-version=0"));
        events.orderApprovedFor(order, customer, alice);
        waiting.join().then().statusCode(200).body("version", equalTo(1));
        timeline(bob, order, "").then().statusCode(404);
        assertThat(found(alice, "")).containsExactly(order);
    }

    @Test
    void shouldKeepTheOwnerWhenTheEventThatKnowsNoneComesLast() {
        events.orderApprovedFor(order, customer, alice);
        awaitSteps(order, 1);
        events.orderCreated(order, customer);
        awaitSteps(order, 2);
        timeline(alice, order, "").then().statusCode(200);
    }

    @Test
    void shouldNotTellWhoseAccountItIsWhenOneOrdersOnAnothers() {
        UUID alices = UUID.randomUUID();
        events.customerCreated(customer, "Bob Secret", bob);
        events.customerCreated(alices, "Alice", alice);
        UUID own = UUID.randomUUID();
        events.orderCreated(own, alices, alice);
        events.orderCreated(order, customer, alice);
        await().untilAsserted(() -> timeline(alice, own, "").then().body("customerName", equalTo("Alice")));
        UUID bobs = UUID.randomUUID();
        events.orderCreated(bobs, customer, bob);
        await().untilAsserted(() -> timeline(bob, bobs, "").then().body("customerName", equalTo("Bob Secret")));
        awaitSteps(order, 1);

        timeline(alice, order, "").then().statusCode(200).body("customerName", nullValue());
        as(alice, "customer")
                .get("/order-history?customerId=" + customer)
                .then()
                .body("items[0].customerName", nullValue());
        assertThat(found(alice, "?q=Secret")).isEmpty();
        assertThat(found(bob, "?q=Secret")).containsExactly(bobs);
    }

    private void awaitSteps(UUID id, int count) {
        await().untilAsserted(
                        () -> as(CLERK).get("/orders/" + id + "/history").then().body("steps.size()", equalTo(count)));
    }

    private static Response timeline(String subject, UUID id, String query) {
        return as(subject, "customer").get("/orders/" + id + "/history" + query);
    }

    private static List<UUID> found(String subject, String query) {
        return as(subject, "customer").get("/order-history" + query).<List<String>>path("items.orderId").stream()
                .map(UUID::fromString)
                .toList();
    }
}
