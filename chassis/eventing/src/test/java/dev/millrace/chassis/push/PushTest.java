package dev.millrace.chassis.push;

import dev.millrace.chassis.Counter;
import dev.millrace.testsupport.DevStackResource;
import dev.millrace.testsupport.checks.Management;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static dev.millrace.chassis.push.EventPush.COUNTED;
import static dev.millrace.chassis.push.EventPush.batch;
import static dev.millrace.chassis.push.EventPush.json;
import static dev.millrace.chassis.push.EventPush.structured;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

@QuarkusTest
@TestProfile(PushMode.class)
@QuarkusTestResource(value = DevStackResource.class, initArgs = @ResourceArg(name = "database", value = "orders"))
class PushTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String TRACE_PARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";

    @Inject
    Counter counter;

    private final EventPush push = new EventPush();

    @AfterEach
    void recover() {
        counter.recover();
    }

    @Test
    void shouldTakeEffectOnceWhenTheSameEventIsPushedTwice() {
        push.binary(COUNTED).body(push.data()).post("/events").then().statusCode(204);
        push.binary(COUNTED).body(push.data()).post("/events").then().statusCode(204);
        assertThat(push.noted()).hasSize(1);
    }

    @Test
    void shouldTakeEffectOnceWhenTheSameEventIsPushedManyTimesAtOnce() {
        CompletableFuture.allOf(Stream.generate(() -> CompletableFuture.runAsync(() -> push.binary(COUNTED)
                                .body(push.data())
                                .post("/events")
                                .then()
                                .statusCode(204)))
                        .limit(8)
                        .toArray(CompletableFuture[]::new))
                .join();
        assertThat(push.noted()).hasSize(1);
    }

    @Test
    void shouldReadTheEnvelopeWhenItIsInHeaders() {
        push.binary(COUNTED)
                .header("ce-requestid", "request-7")
                .header("ce-actor", "Zo%C3%AB+1")
                .header("ce-partition", "3")
                .header("ce-key", push.thing.toString())
                .header("traceparent", TRACE_PARENT)
                .body(push.data())
                .post("/events")
                .then()
                .statusCode(204);
        assertThat(push.noted().getFirst())
                .contains("\"ce_requestid\":\"request-7\"", "\"ce_actor\":\"Zoë+1\"", TRACE)
                .contains("\"ce_causationid\":\"" + push.id + "\"");
    }

    @Test
    void shouldReadTheEnvelopeWhenItIsJson() {
        structured("""
                {"specversion": "1.0", "id": "%s", "source": "/test", "type": "%s", "requestid": "request-8",
                 "traceparent": "%s", "partition": 3, "data": %s}""".formatted(push.id, COUNTED, TRACE_PARENT, push.data())).statusCode(204);
        assertThat(push.noted()).singleElement().asString().contains("request-8", push.id, TRACE);
    }

    @Test
    void shouldReadTheDataWhenItIsBase64() {
        String base64 = Base64.getEncoder().encodeToString(push.data().getBytes(StandardCharsets.UTF_8));
        structured("""
                {"specversion": "1.0", "id": "%s", "source": "/test", "type": "%s", "data_base64": "%s"}""".formatted(push.id, COUNTED, base64)).statusCode(204);
        assertThat(push.noted()).hasSize(1);
    }

    @Test
    void shouldTakeTheOthersWhenOneOfABatchNeverCan() {
        UUID other = UUID.randomUUID();
        batch(json(push.thing), "{\"specversion\": \"1.0\"}", json(other)).statusCode(422);
        assertThat(push.noted()).hasSize(1);
        assertThat(EventPush.noted(other)).hasSize(1);
    }

    @Test
    void shouldLeaveThoseBehindWhenOneOfABatchFailsForNow() {
        UUID other = UUID.randomUUID();
        counter.failNext(away(), away()); // first in the common transaction, then in its own
        batch(json(push.thing), json(other)).statusCode(503);
        assertThat(push.noted()).isEmpty();
        assertThat(EventPush.noted(other)).isEmpty();
    }

    @Test
    void shouldDoNothingWhenTheTypeIsLeftOnPurpose() {
        push.binary("thing.dropped.v1").body(push.data()).post("/events").then().statusCode(204);
        assertThat(push.noted()).isEmpty();
    }

    @Test
    void shouldAskForAnotherPushWhenTheDatabaseIsAway() {
        counter.failNext(away());
        push.binary(COUNTED)
                .body(push.data())
                .post("/events")
                .then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .contentType("application/problem+json")
                .body("requestId", notNullValue());
        assertThat(push.noted()).isEmpty();
        push.binary(COUNTED).body(push.data()).post("/events").then().statusCode(204);
        assertThat(push.noted()).hasSize(1);
    }

    @Test
    void shouldTryAgainItselfWhenTheEffectFails() {
        counter.failNext(new IllegalStateException("lost a race"));
        push.binary(COUNTED).body(push.data()).post("/events").then().statusCode(204);
        assertThat(push.noted()).hasSize(1);
    }

    @Test
    void shouldAskForAnotherPushWhenTheEffectGoesOnFailing() {
        counter.failNext(new IllegalStateException("a bug"), new IllegalStateException("a bug"));
        push.binary(COUNTED).body(push.data()).post("/events").then().statusCode(500);
        assertThat(push.noted()).isEmpty();
    }

    @Test
    void shouldNotAskAfterKafka() {
        Management.get("/q/health/group/dependencies").then().statusCode(200).body("checks.size()", equalTo(0));
    }

    private static RuntimeException away() {
        return new IllegalStateException(new SQLException("gone", "08006"));
    }
}
