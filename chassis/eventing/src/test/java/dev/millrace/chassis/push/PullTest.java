package dev.millrace.chassis.push;

import dev.millrace.testsupport.DevStackResource;
import dev.millrace.testsupport.checks.Management;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.hasItem;

/** A service that pulls has no endpoint for pushed events. */
@QuarkusTest
@QuarkusTestResource(value = DevStackResource.class, initArgs = @ResourceArg(name = "database", value = "orders"))
class PullTest {
    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/cloudevents+json", "text/plain"})
    void shouldHaveNoEventsResource(String contentType) {
        given().contentType(contentType).body("{}").post("/events").then().statusCode(404);
        given().get("/events/").then().statusCode(404);
    }

    @Test
    void shouldAskAfterKafka() {
        Management.get("/q/health/group/dependencies").then().body("checks.name", hasItem("kafka"));
    }
}
