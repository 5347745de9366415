package dev.millrace.__name__.api;

import dev.millrace.__name__.__Name__ServiceTest;
import dev.millrace.devstack.Database;
import dev.millrace.testsupport.DevStackResource;
import dev.millrace.testsupport.identity.TestTokens;
import dev.millrace.testsupport.probe.KafkaProbe;
import dev.millrace.testsupport.probe.OutboxProbe;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.UUID;
import org.junit.jupiter.api.Test;

import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

@__Name__ServiceTest
class __Name__ResourceTest {
    private final OutboxProbe outbox = OutboxProbe.of(Database.__NAME__);

    @Test
    void shouldAnswerWhatWasCreatedAndPublishIt() {
        Response answer = create(UUID.randomUUID().toString(), "first");
        String id = answer.then().statusCode(201).extract().path("id");
        assertThat(answer.header("Location")).endsWith("/__name__/" + id);
        given().auth()
                .oauth2(TestTokens.of(CLERK))
                .get("/__name__/" + id)
                .then()
                .statusCode(200)
                .body("name", equalTo("first"));
        assertThat(outbox.types(UUID.fromString(id))).containsExactly("__name__.created.v1");
    }

    @Test
    void shouldCreateOnceWhenTheKeyIsRepeatedAndRefuseABlankName() {
        String key = UUID.randomUUID().toString();
        String first = create(key, "first").path("id");
        create(key, "first").then().statusCode(201).body("id", equalTo(first));
        create(UUID.randomUUID().toString(), " ").then().statusCode(400).body("violations[0].field", equalTo("name"));
        given().get("/__name__/" + first).then().statusCode(401);
    }

    @Test
    void shouldRenameOnceWhenTheCommandComesTwice() {
        UUID id = UUID.fromString(create(UUID.randomUUID().toString(), "first").path("id"));
        try (KafkaProbe kafka = new KafkaProbe(DevStackResource.stack().bootstrapServers())) {
            rename(kafka, id, "second");
            rename(kafka, id, "second");
            rename(kafka, id, "third");
        }
        await().untilAsserted(() -> assertThat(outbox.types(id))
                .containsExactly("__name__.created.v1", "__name__.renamed.v1", "__name__.renamed.v1"));
    }

    private static void rename(KafkaProbe kafka, UUID id, String name) {
        kafka.send(
                "__name__.commands", id, "__name__.rename.v1", "{\"id\":\"%s\",\"name\":\"%s\"}".formatted(id, name));
    }

    private static Response create(String key, String name) {
        return given().auth()
                .oauth2(TestTokens.of(CLERK))
                .header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body("{\"name\":\"%s\"}".formatted(name))
                .post("/__name__");
    }
}
