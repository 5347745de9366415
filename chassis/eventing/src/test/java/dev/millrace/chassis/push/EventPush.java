package dev.millrace.chassis.push;

import dev.millrace.devstack.Database;
import dev.millrace.testsupport.probe.OutboxProbe;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.UUID;

import static io.restassured.RestAssured.config;
import static io.restassured.RestAssured.given;

/** An event about a thing of its own, and the requests that push it. */
final class EventPush {
    static final String COUNTED = "thing.counted.v1";

    final UUID thing = UUID.randomUUID();
    final String id = UUID.randomUUID().toString();

    RequestSpecification binary(String type) {
        return given().header("ce-specversion", "1.0")
                .header("ce-id", id)
                .header("ce-type", type)
                .header("ce-source", "/test")
                .contentType(ContentType.JSON);
    }

    static ValidatableResponse structured(String json) {
        return post("application/cloudevents+json", json);
    }

    static ValidatableResponse batch(String... events) {
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

    /** An event about the thing in structured mode, with an id of its own. */
    static String json(UUID thing) {
        return """
                {"specversion": "1.0", "id": "%s", "source": "/test", "type": "%s", "data": {"id": "%s"}}""".formatted(UUID.randomUUID(), COUNTED, thing);
    }

    String data() {
        return "{\"id\": \"%s\", \"what\": \"sheep\", \"more\": 1}".formatted(thing);
    }

    /** Headers of what the event has had published: once for each time that it took effect. */
    List<String> noted() {
        return noted(thing);
    }

    static List<String> noted(UUID which) {
        return OutboxProbe.of(Database.ORDERS).rows(which).stream()
                .map(OutboxProbe.Row::headers)
                .toList();
    }
}
