package dev.millrace.chassis.deadletters;

import dev.millrace.chassis.messaging.ThingTopics;
import dev.millrace.testsupport.DevStackResource;
import dev.millrace.testsupport.probe.KafkaProbe;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URL;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@TestProfile(DeadLetterServiceTest.Managed.class)
@QuarkusTestResource(value = DevStackResource.class, initArgs = @ResourceArg(name = "database", value = "orders"))
class DeadLetterServiceTest {
    public static class Managed implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "chassis.attempts", "1", "mp.messaging.connector.smallrye-kafka.dead-letter-queue.topic", DLQ);
        }
    }

    private static final String DLQ = "order-service.dlq";
    private static final String TOPIC = ThingTopics.PARCELS;
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @TestHTTPResource(value = "/dlq", management = true)
    URL dlq;

    @Inject
    Parcels parcels;

    @Inject
    AgroalDataSource database;

    private final UUID key = UUID.randomUUID();
    private final String parcel = UUID.randomUUID().toString();
    private KafkaProbe kafka;

    @BeforeAll
    static void makeTopics() {
        ThingTopics.make();
    }

    @BeforeEach
    void connect() {
        kafka = new KafkaProbe(DevStackResource.stack().bootstrapServers());
    }

    @AfterEach
    void disconnect() {
        kafka.close();
    }

    @Test
    void shouldListEachParkedMessageOnceWithAllThatIsKnownOfIt() {
        String event = published(parcel);
        parked(event, parcel, "first error");
        parked(event, parcel, "no such order");
        String item = "items.find { it.messageId == '" + event + "' }.";
        list().statusCode(200)
                .body(item + "topic", equalTo(TOPIC))
                .body(item + "key", equalTo(key.toString()))
                .body(item + "type", equalTo("parcel.sent.v1"))
                .body(item + "error", equalTo("no such order"))
                .body(item + "attempts", equalTo(2))
                .body(item + "firstAt", notNullValue())
                .body(item + "lastAt", notNullValue())
                .body(item + "traceId", equalTo(TRACE));
        call("GET", "/" + idOf(event))
                .statusCode(200)
                .body("message.messageId", equalTo(event))
                .body("headers.ce_type", equalTo("parcel.sent.v1"))
                .body("data", containsString(parcel));
    }

    @Test
    void shouldLetTheMessageTakeEffectOnceWhenReplayed() {
        String event = published(parcel);
        parked(event, parcel, "no such order");
        String id = idOf(event);
        replay(id).statusCode(200);
        replay(id).statusCode(404).contentType("application/problem+json");
        parked(event, parcel, "again, by another delivery");
        replay(idOf(event)).statusCode(200);
        assertThat(parcels.sent()).containsOnlyOnce(parcel);
        assertThat(idOf(event)).isNull();
    }

    @Test
    void shouldKeepTheMessageWhenItFailsAgain() {
        parcels.lose(parcel);
        String event = published(parcel);
        parked(event, parcel, "no such order");
        replay(idOf(event)).statusCode(422).body("detail", containsString("parcel is lost"));
        String item = "items.find { it.messageId == '" + event + "' }.";
        list().body(item + "attempts", equalTo(2)).body(item + "error", equalTo("parcel is lost"));
        parcels.find(parcel);
        replay(idOf(event)).statusCode(200);
        assertThat(parcels.sent()).containsOnlyOnce(parcel);
    }

    @Test
    void shouldRefuseWhenANewerMessageAboutTheSameThingHasTakenEffect() throws SQLException {
        String event = published(parcel);
        String others = published(UUID.randomUUID().toString());
        String newer = published(parcel);
        tookEffect(others);
        parked(event, parcel, "no such order");
        tookEffect(newer);
        replay(idOf(event)).statusCode(409).body("detail", containsString(newer));
        assertThat(idOf(event)).isNotNull();
        assertThat(parcels.sent()).doesNotContain(parcel);
        call("DELETE", "/" + idOf(event)).statusCode(200);
        assertThat(idOf(event)).isNull();
    }

    @Test
    void shouldReplayWhenOnlyMessagesAboutOtherThingsTookEffect() throws SQLException {
        String event = published(parcel);
        tookEffect(published(UUID.randomUUID().toString()));
        published(parcel); // has not taken effect
        parked(event, parcel, "no such order");
        replay(idOf(event)).statusCode(200);
        assertThat(parcels.sent()).containsOnlyOnce(parcel);
    }

    @Test
    void shouldReplayWhatKnativeParkedWithoutSayingWhereItCameFrom() {
        String event = published(parcel);
        Map<String, String> headers = headers(event);
        headers.put("ce_knativeerrorcode", "500");
        kafka.send(DLQ, key, headers, data(parcel));
        list().body("items.find { it.messageId == '" + event + "' }.error", equalTo("500"))
                .body("items.find { it.messageId == '" + event + "' }.topic", nullValue());
        replay(idOf(event)).statusCode(200);
        assertThat(parcels.sent()).containsOnlyOnce(parcel);
    }

    @Test
    void shouldFetchWhatWasTooLargeForItsLetter() {
        String event = published(parcel);
        Map<String, String> headers = letterHeaders(event, "too large");
        headers.put("dead-letter-omitted", "key, value and some headers");
        kafka.send(DLQ, key, headers, "");
        replay(idOf(event)).statusCode(200);
        assertThat(parcels.sent()).containsOnlyOnce(parcel);
    }

    @Test
    void shouldNotMindALetterThatMakesNoSense() {
        kafka.send(DLQ, key, Map.of("dead-letter-topic", "x", "dead-letter-partition", "y"), "no event");
        String event = published(parcel);
        parked(event, parcel, "no such order");
        String id = list().extract().path("items.find { it.key == '" + key + "' && it.messageId == null }.id");
        replay(id).statusCode(422);
        call("DELETE", "/" + id).statusCode(200);
        replay(idOf(event)).statusCode(200);
    }

    private ValidatableResponse list() {
        return call("GET", "");
    }

    private ValidatableResponse replay(String id) {
        return call("POST", "/" + id + "/replay");
    }

    private ValidatableResponse call(String method, String path) {
        return given().header("X-Requested-By", "test")
                .request(method, dlq + path)
                .then();
    }

    private String idOf(String event) {
        return list().extract().path("items.find { it.messageId == '" + event + "' }?.id");
    }

    private String published(String about) {
        String event = UUID.randomUUID().toString();
        kafka.send(TOPIC, key, headers(event), data(about));
        return event;
    }

    private void parked(String event, String about, String reason) {
        kafka.send(DLQ, key, letterHeaders(event, reason), data(about));
    }

    private Map<String, String> letterHeaders(String event, String reason) {
        ConsumerRecord<String, byte[]> original = kafka.committed(TOPIC).stream()
                .filter(record -> Objects.equals(event, KafkaProbe.header(record, "ce_id")))
                .findFirst()
                .orElseThrow();
        Map<String, String> headers = headers(event);
        headers.put("dead-letter-reason", reason);
        headers.put("dead-letter-topic", TOPIC);
        headers.put("dead-letter-partition", Integer.toString(original.partition()));
        headers.put("dead-letter-offset", Long.toString(original.offset()));
        return headers;
    }

    private static Map<String, String> headers(String event) {
        return new HashMap<>(Map.of(
                "ce_id",
                event,
                "ce_type",
                "parcel.sent.v1",
                "ce_source",
                "/test",
                "ce_time",
                Instant.now().toString(),
                "traceparent",
                "00-" + TRACE + "-00f067aa0ba902b7-01"));
    }

    private static String data(String about) {
        return "{\"parcel\": \"" + about + "\"}";
    }

    private void tookEffect(String event) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO inbox (consumer, message_id) VALUES ('parcels', ?)")) {
            insert.setString(1, event);
            insert.executeUpdate();
        }
    }
}
