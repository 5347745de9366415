package dev.millrace.orders.api;

import dev.millrace.devstack.identity.DemoUser;
import dev.millrace.orders.OrderServiceTest;
import dev.millrace.testsupport.checks.Management;
import dev.millrace.testsupport.identity.TestTokens;
import dev.millrace.testsupport.probe.EventStream;
import dev.millrace.testsupport.probe.EventStream.Event;
import dev.millrace.testsupport.probe.KafkaProbe;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static dev.millrace.orders.api.OrderRequests.as;
import static dev.millrace.orders.api.OrderRequests.placed;
import static dev.millrace.orders.api.OrderRequests.stateOf;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

/** The sweep is disabled: every event received was triggered by a message. */
@OrderServiceTest
@TestProfile(OrderEventsTest.NoSweep.class)
class OrderEventsTest {
    public static class NoSweep implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "orders.events.sweep", "1h", "orders.events.heartbeat", "100ms", "orders.events.maximum", "20");
        }
    }

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Inject
    KafkaClientService clients;

    private final UUID customer = UUID.randomUUID();
    private KafkaProbe kafka;

    @BeforeEach
    void connect() {
        kafka = new KafkaProbe(bootstrapServers);
    }

    @AfterEach
    void disconnect() {
        kafka.close();
    }

    @Test
    void shouldShowTheOrderNowAndWhenItHasMovedAndEndWhenItRests() {
        UUID order = placed(customer);
        try (EventStream events = watch(order)) {
            assertThat(events.status()).isEqualTo(200);
            assertThat(events.header("Content-Type")).startsWith("text/event-stream");
            assertThat(events.nextEvent()).get().satisfies(now -> {
                assertThat(now.id()).isEqualTo("0");
                assertThat(now.data()).contains("\"id\":\"" + order + "\"").contains("\"state\":\"PENDING\"");
            });
            approve(order);
            assertThat(events.nextEvent()).get().satisfies(moved -> {
                assertThat(moved.id()).isEqualTo("1");
                assertThat(moved.data()).contains("\"state\":\"APPROVED\"");
            });
            assertThat(events.nextEvent()).isEmpty();
        }
    }

    @Test
    void shouldStillTellWhenARecordIsMalformed() {
        UUID order = placed(customer);
        ProducerRecord<String, byte[]> malformed = new ProducerRecord<>("order.events", "no id", null);
        Map.of("ce_specversion", "1.0", "ce_id", "", "ce_type", "", "ce_source", "/my service", "ce_time", "infinity")
                .forEach((name, value) -> malformed.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        kafka.send(malformed);
        try (EventStream events = watch(order)) {
            events.nextEvent();
            approve(order);
            assertThat(events.nextEvent()).map(Event::id).contains("1");
        }
        Management.get("/q/health/live").then().statusCode(200);
    }

    @Test
    void shouldTellAllWhoWatchTheOrderAndNobodyElse() {
        UUID order = placed(customer);
        UUID other = placed(customer);
        try (EventStream one = watch(order);
                EventStream another = watch(order);
                EventStream elsewhere = watch(other)) {
            Stream.of(one, another, elsewhere).forEach(EventStream::nextEvent);
            approve(order);
            assertThat(one.nextEvent()).map(Event::id).contains("1");
            assertThat(another.nextEvent()).map(Event::id).contains("1");
            approve(other);
            assertThat(elsewhere.nextEvent())
                    .get()
                    .extracting(Event::data)
                    .asString()
                    .contains(other.toString());
        }
    }

    @Test
    void shouldTellAClientWhoComesBackWhatItMissedAndNothingThatItKnows() {
        UUID order = placed(customer);
        try (EventStream known = watch(order, "0")) {
            assertThat(known.next()).get().extracting(Event::data).isNull();
        }
        approve(order);
        try (EventStream missed = watch(order, "0")) {
            assertThat(missed.nextEvent()).map(Event::id).contains("1");
            assertThat(missed.nextEvent()).isEmpty();
        }
        try (EventStream done = watch(order, "1")) {
            assertThat(done.status()).as("so that a browser asks no more").isEqualTo(204);
        }
    }

    @Test
    void shouldGiveSignsOfLifeWhileNothingHappens() {
        try (EventStream events = watch(placed(customer))) {
            assertThat(events.nextEvent()).isPresent();
            for (int i = 0; i < 3; i++) {
                assertThat(events.next()).get().extracting(Event::comment).isNotNull();
            }
        }
    }

    @Test
    void shouldTakeOnlySoManyWatchersAndOthersOnceTheyAreGone() {
        UUID order = placed(customer);
        List<EventStream> watching =
                Stream.generate(() -> watch(order)).limit(20).toList();
        try (EventStream tooMany = watch(order)) {
            assertThat(tooMany.status()).isEqualTo(503);
            assertThat(tooMany.header("Retry-After")).isNotNull();
            assertThat(tooMany.header("Content-Type")).startsWith("application/problem+json");
        }
        watching.forEach(EventStream::close);
        await().until(() -> {
            try (EventStream next = watch(order)) {
                return next.status() == 200;
            }
        });
    }

    @Test
    void shouldShowAnOrderToThoseOnlyWhoMaySeeIt() {
        UUID order = placed(customer);
        String path = "/orders/" + order + "/events";
        try (EventStream others = EventStream.open(url(path), TestTokens.of(DemoUser.BOB))) {
            assertThat(others.status()).isEqualTo(404);
        }
        given().get(path).then().statusCode(401);
        as(CLERK).get("/orders/" + UUID.randomUUID() + "/events").then().statusCode(404);
        as(CLERK)
                .header("Last-Event-ID", "x")
                .get(path)
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("Last-Event-ID"));
    }

    @Test
    void shouldFetchOrderEventsOnlyWhileSomebodyWatches() {
        await().until(() -> {
            kafka.send("order.events", UUID.randomUUID(), "order.approved.v1", "{}");
            return isPaused();
        });
        UUID order = placed(customer);
        try (EventStream events = watch(order)) {
            events.nextEvent();
            await().until(() -> !isPaused());
            approve(order);
            assertThat(events.nextEvent()).map(Event::id).contains("1");
        }
    }

    private boolean isPaused() {
        return !clients.getConsumer("order-moves")
                .paused()
                .await()
                .atMost(Duration.ofSeconds(10))
                .isEmpty();
    }

    private void approve(UUID order) {
        kafka.send(
                "customer.events", customer, "customer.credit-reserved.v1", "{\"orderId\": \"%s\"}".formatted(order));
        await().until(() -> stateOf(order).equals("APPROVED"));
        kafka.send("order.events", order, "order.approved.v1", "{}");
    }

    private static EventStream watch(UUID order) {
        return EventStream.open(url("/orders/" + order + "/events"), TestTokens.of(CLERK));
    }

    private static EventStream watch(UUID order, String lastEventId) {
        return EventStream.open(url("/orders/" + order + "/events"), TestTokens.of(CLERK), lastEventId);
    }

    private static String url(String path) {
        return "http://127.0.0.1:" + RestAssured.port + path;
    }
}
