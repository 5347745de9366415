package dev.millrace.chassis.push;

import dev.millrace.testsupport.DevStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.millrace.chassis.push.EventPush.COUNTED;
import static dev.millrace.chassis.push.EventPush.batch;
import static dev.millrace.chassis.push.EventPush.json;
import static dev.millrace.chassis.push.EventPush.structured;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;

/** Events that no later push can make acceptable. */
@QuarkusTest
@TestProfile(PushMode.class)
@QuarkusTestResource(value = DevStackResource.class, initArgs = @ResourceArg(name = "database", value = "orders"))
class RefusedPushTest {
    private final EventPush push = new EventPush();

    @Test
    void shouldRefuseForEverWhenTheTypeIsUnknown() {
        push.binary("thing.unheard-of.v1")
                .body(push.data())
                .post("/events")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("detail", containsString("unknown message type"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{\"id\": 7", "{\"id\": \"no-uuid\"}"})
    void shouldRefuseForEverWhenTheDataIsNone(String data) {
        push.binary(COUNTED).body(data).post("/events").then().statusCode(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ce-id", "ce-type", "ce-source", "ce-specversion"})
    void shouldRefuseForEverWhenAnAttributeIsMissing(String header) {
        RequestSpecification request = given().contentType(ContentType.JSON);
        Stream.of("ce-id:" + push.id, "ce-type:" + COUNTED, "ce-source:/test", "ce-specversion:1.0")
                .filter(each -> !each.startsWith(header))
                .forEach(each -> request.header(each.split(":")[0], each.split(":")[1]));
        request.body(push.data()).post("/events").then().statusCode(422);
        assertThat(push.noted()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"yesterday, 422", "+999999999-12-31T23:59:59Z, 422", "%zz, 400"})
    void shouldRefuseForEverWhenTheTimeIsNone(String time, int status) {
        push.binary(COUNTED)
                .header("ce-time", time)
                .body(push.data())
                .post("/events")
                .then()
                .statusCode(status);
    }

    @Test
    void shouldRefuseForEverWhenAnAttributeHasControlCharacters() {
        push.binary(COUNTED)
                .header("ce-subject", "a%0Ab")
                .body(push.data())
                .post("/events")
                .then()
                .statusCode(422);
        structured(json(push.thing).replace("/test", "/te\\nst")).statusCode(422);
        assertThat(push.noted()).isEmpty();
    }

    @Test
    void shouldNameWhatIsNoText() {
        push.binary(COUNTED)
                .header("ce-subject", "a%ffb")
                .body(push.data())
                .post("/events")
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("ce-subject"));
        push.binary(COUNTED)
                .body(push.data().replace("sheep", "A\\ud800"))
                .post("/events")
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("what"));
        structured(json(push.thing).replace("/test", "\\ud800"))
                .statusCode(400)
                .body("violations.field", hasItem("ce_source"));
        structured(json(push.thing).replace(push.thing.toString(), "\\ud800"))
                .statusCode(400)
                .body("violations.field", hasItem("data"));
        assertThat(push.noted()).isEmpty();
    }

    @Test
    void shouldRefuseForEverWhatTheInboxCannotKeep() {
        structured(json(push.thing).replaceFirst("\"id\": \"[^\"]*", "\"id\": \"" + "x".repeat(4_000)))
                .statusCode(422);
        assertThat(push.noted()).isEmpty();
    }

    @Test
    void shouldRefuseForEverABatchOfTooMany() {
        batch(Stream.generate(() -> json(push.thing)).limit(1_001).toArray(String[]::new))
                .statusCode(422);
        structured("7").statusCode(422);
        assertThat(push.noted()).isEmpty();
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
        push.binary(COUNTED)
                .contentType("text/xml")
                .body("<a/>")
                .post("/events")
                .then()
                .statusCode(415);
    }

    @Test
    void shouldRefuseForEverWhenTheBodyIsTooLarge() {
        push.binary(COUNTED)
                .body("{\"what\": \"" + "x".repeat(1 << 20) + "\"}")
                .post("/events")
                .then()
                .statusCode(413);
    }
}
