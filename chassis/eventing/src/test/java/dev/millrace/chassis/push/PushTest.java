package dev.millrace.chassis.push;

import dev.millrace.chassis.Counter;
import dev.millrace.testsupport.DevStackResource;
import dev.millrace.testsupport.checks.Management;
import dev.millrace.testsupport.probe.OutboxProbe;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.restassured.RestAssured.config;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

@QuarkusTest
@TestProfile(PushMode.class)
@QuarkusTestResource(value = DevStackResource.class, initArgs = @ResourceArg(name = "database", value = "orders"))
class PushTest {
    private static final String COUNTED = "thing.counted.v1";
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String TRACE_PARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";

    @Inject
    Counter counter;

    @ConfigProperty(name = "database.url")
    String jdbcUrl;

    private final UUID thing = UUID.randomUUID();
    private final String event = UUID.randomUUID().toString();

    @AfterEach
    void recover() {
        counter.recover();
    }

    @Test
    void shouldTakeEffectOnceWhenTheSameEventIsPushedTwice() {
        binary(COUNTED).body(data()).post("/events").then().statusCode(204);
        binary(COUNTED).body(data()).post("/events").then().statusCode(204);
        assertThat(noted()).hasSize(1);
    }

    @Test
    void shouldTakeEffectOnceWhenTheSameEventIsPushedManyTimesAtOnce() {
        CompletableFuture.allOf(Stream.generate(() -> CompletableFuture.runAsync(() -> binary(COUNTED)
                                .body(data())
                                .post("/events")
                                .then()
                                .statusCode(204)))
                        .limit(8)
                        .toArray(CompletableFuture[]::new))
                .join();
        assertThat(noted()).hasSize(1);
    }

    @Test
    void shouldReadTheEnvelopeWhenItIsInHeaders() {
        binary(COUNTED)
                .header("ce-requestid", "request-7")
                .header("ce-actor", "Zo%C3%AB+1")
                .header("ce-partition", "3")
                .header("ce-key", thing.toString())
                .header("traceparent", TRACE_PARENT)
                .body(data())
                .post("/events")
                .then()
                .statusCode(204);
        assertThat(noted().getFirst())
                .contains("\"ce_requestid\":\"request-7\"", "\"ce_actor\":\"Zoë+1\"", TRACE)
                .contains("\"ce_causationid\":\"" + event + "\"");
    }

    @Test
    void shouldReadTheEnvelopeWhenItIsJson() {
        structured("""
                {"specversion": "1.0", "id": "%s", "source": "/test", "type": "%s", "requestid": "request-8",
                 "traceparent": "%s", "partition": 3, "data": %s}""".formatted(event, COUNTED, TRACE_PARENT, data())).statusCode(204);
        assertThat(noted()).singleElement().asString().contains("request-8", event, TRACE);
    }

    @Test
    void shouldReadTheDataWhenItIsBase64() {
        String base64 = Base64.getEncoder().encodeToString(data().getBytes(StandardCharsets.UTF_8));
        structured("""
                {"specversion": "1.0", "id": "%s", "source": "/test", "type": "%s", "data_base64": "%s"}""".formatted(event, COUNTED, base64)).statusCode(204);
        assertThat(noted()).hasSize(1);
    }

    @Test
    void shouldTakeTheOthersWhenOneOfABatchNeverCan() {
        UUID other = UUID.randomUUID();
        batch(json(thing), "{\"specversion\": \"1.0\"}", json(other)).statusCode(422);
        assertThat(noted()).hasSize(1);
        assertThat(noted(other)).hasSize(1);
    }

    @Test
    void shouldLeaveThoseBehindWhenOneOfABatchFailsForNow() {
        UUID other = UUID.randomUUID();
        counter.failNext(away(), away()); // first in the common transaction, then in its own
        batch(json(thing), json(other)).statusCode(503);
        assertThat(noted()).isEmpty();
        assertThat(noted(other)).isEmpty();
    }

    @Test
    void shouldDoNothingWhenTheTypeIsLeftOnPurpose() {
        binary("thing.dropped.v1").body(data()).post("/events").then().statusCode(204);
        assertThat(noted()).isEmpty();
    }

    @Test
    void shouldAskForAnotherPushWhenTheDatabaseIsAway() {
        counter.failNext(away());
        binary(COUNTED)
                .body(data())
                .post("/events")
                .then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .contentType("application/problem+json")
                .body("requestId", notNullValue());
        assertThat(noted()).isEmpty();
        binary(COUNTED).body(data()).post("/events").then().statusCode(204);
        assertThat(noted()).hasSize(1);
    }

    @Test
    void shouldTryAgainItselfWhenTheEffectFails() {
        counter.failNext(new IllegalStateException("lost a race"));
        binary(COUNTED).body(data()).post("/events").then().statusCode(204);
        assertThat(noted()).hasSize(1);
    }

    @Test
    void shouldAskForAnotherPushWhenTheEffectGoesOnFailing() {
        counter.failNext(new IllegalStateException("a bug"), new IllegalStateException("a bug"));
        binary(COUNTED).body(data()).post("/events").then().statusCode(500);
        assertThat(noted()).isEmpty();
    }

    @Test
    void shouldRefuseForEverWhenTheTypeIsUnknown() {
        binary("thing.unheard-of.v1")
                .body(data())
                .post("/events")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("detail", containsString("unknown message type"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{\"id\": 7", "{\"id\": \"no-uuid\"}"})
    void shouldRefuseForEverWhenTheDataIsNone(String data) {
        binary(COUNTED).body(data).post("/events").then().statusCode(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ce-id", "ce-type", "ce-source", "ce-specversion"})
    void shouldRefuseForEverWhenAnAttributeIsMissing(String header) {
        RequestSpecification request = given().contentType(ContentType.JSON);
        Stream.of("ce-id:" + event, "ce-type:" + COUNTED, "ce-source:/test", "ce-specversion:1.0")
                .filter(each -> !each.startsWith(header))
                .forEach(each -> request.header(each.split(":")[0], each.split(":")[1]));
        request.body(data()).post("/events").then().statusCode(422);
        assertThat(noted()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"yesterday, 422", "+999999999-12-31T23:59:59Z, 422", "%zz, 400"})
    void shouldRefuseForEverWhenTheTimeIsNone(String time, int status) {
        binary(COUNTED)
                .header("ce-time", time)
                .body(data())
                .post("/events")
                .then()
                .statusCode(status);
    }

    @Test
    void shouldRefuseForEverWhenAnAttributeHasControlCharacters() {
        binary(COUNTED)
                .header("ce-subject", "a%0Ab")
                .body(data())
                .post("/events")
                .then()
                .statusCode(422);
        structured(json(thing).replace("/test", "/te\\nst")).statusCode(422);
        assertThat(noted()).isEmpty();
    }

    @Test
    void shouldNameWhatIsNoText() {
        binary(COUNTED)
                .header("ce-subject", "a%ffb")
                .body(data())
                .post("/events")
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("ce-subject"));
        binary(COUNTED)
                .body(data().replace("sheep", "A\\ud800"))
                .post("/events")
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("what"));
        structured(json(thing).replace("/test", "\\ud800"))
                .statusCode(400)
                .body("violations.field", hasItem("ce_source"));
        structured(json(thing).replace(thing.toString(), "\\ud800"))
                .statusCode(400)
                .body("violations.field", hasItem("data"));
        assertThat(noted()).isEmpty();
    }

    @Test
    void shouldRefuseForEverWhatTheInboxCannotKeep() {
        structured(json(thing).replaceFirst("\"id\": \"[^\"]*", "\"id\": \"" + "x".repeat(4_000)))
                .statusCode(422);
        assertThat(noted()).isEmpty();
    }

    @Test
    void shouldRefuseForEverABatchOfTooMany() {
        batch(Stream.generate(() -> json(thing)).limit(1_001).toArray(String[]::new))
                .statusCode(422);
        structured("7").statusCode(422);
        assertThat(noted()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "[]", "{}", "{\"specversion\": \"0.3\"}", "\"text\""})
    void shouldRefuseForEverWhenTheJsonIsNoEvent(String json) {
        structured(json).statusCode(422);
    }

    @Test
    void shouldRefuseForEverWhenTheBodyIsNoJson() {
        structured("{\"specversion\": ").statusCode(400);
    }

    @Test
    void shouldRefuseForEverWhenTheMediaTypeIsAnother() {
        binary(COUNTED)
                .contentType("text/xml")
                .body("<a/>")
                .post("/events")
                .then()
                .statusCode(415);
    }

    @Test
    void shouldRefuseForEverWhenTheBodyIsTooLarge() {
        binary(COUNTED)
                .body("{\"what\": \"" + "x".repeat(1 << 20) + "\"}")
                .post("/events")
                .then()
                .statusCode(413);
    }

    @Test
    void shouldNotAskAfterKafka() {
        Management.get("/q/health/group/dependencies").then().statusCode(200).body("checks.size()", equalTo(0));
    }

    private RequestSpecification binary(String type) {
        return given().header("ce-specversion", "1.0")
                .header("ce-id", event)
                .header("ce-type", type)
                .header("ce-source", "/test")
                .contentType(ContentType.JSON);
    }

    private static ValidatableResponse structured(String json) {
        return post("application/cloudevents+json", json);
    }

    private static ValidatableResponse batch(String... events) {
        return post("application/cloudevents-batch+json", "[" + String.join(",", events) + "]");
    }

    private static ValidatableResponse post(String contentType, String json) {
        return given().config(config().encoderConfig(
                                EncoderConfig.encoderConfig().encodeContentTypeAs(contentType, ContentType.TEXT)))
                .contentType(contentType)
                .body(json)
                .post("/events")
                .then();
    }

    private static String json(UUID thing) {
        return """
                {"specversion": "1.0", "id": "%s", "source": "/test", "type": "%s", "data": {"id": "%s"}}""".formatted(UUID.randomUUID(), COUNTED, thing);
    }

    private String data() {
        return "{\"id\": \"%s\", \"what\": \"sheep\", \"more\": 1}".formatted(thing);
    }

    private static RuntimeException away() {
        return new IllegalStateException(new SQLException("gone", "08006"));
    }

    private List<String> noted() {
        return noted(thing);
    }

    private List<String> noted(UUID which) {
        return new OutboxProbe(jdbcUrl, "order_service", "order_service")
                .rows(which).stream().map(OutboxProbe.Row::headers).toList();
    }
}
