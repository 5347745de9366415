package dev.millrace.system;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

import static dev.millrace.devstack.identity.DemoUser.ADMIN;
import static dev.millrace.system.Millrace.as;
import static dev.millrace.system.Millrace.awaitState;
import static dev.millrace.system.Millrace.cancel;
import static dev.millrace.system.Millrace.customer;
import static dev.millrace.system.Millrace.placed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.oneOf;

class HistoryE2EIT {
    private static final String SERVICE = "order-history-service";

    @Test
    void shouldEqualTheOrdersAfterAMixedLoad() {
        UUID rich = customer("20.00");
        UUID poor = customer("0.50");
        for (int i = 0; i < 30; i++) {
            placed(rich, "1.00");
            UUID order = placed(poor, "1.00");
            if (i % 3 == 0) {
                cancel(order).then().statusCode(oneOf(202, 409));
            }
        }
        Invariants.hold(rich);
        Invariants.hold(poor);
        assertThat(History.of(rich)).hasSize(30);
    }

    @Test
    void shouldTellTheWholeStoryInOneTrace() {
        UUID customer = customer("0.50");
        UUID order = placed(customer, "1.00");
        awaitState(order, "REJECTED");
        Response story = History.timeline(order, 1);
        story.then()
                .statusCode(200)
                .header("X-View-Lag-Ms", notNullValue())
                .body("customerName", equalTo("Ada"))
                .body("steps.type", contains("order.created.v1", "order.rejected.v1"))
                .body("steps[0].cause.type", equalTo("request"))
                .body("steps[1].cause.reason", equalTo("CREDIT_LIMIT_EXCEEDED"));
        await().untilAsserted(() -> History.timeline(order)
                .then()
                .body("steps[1].cause.type", equalTo("customer.credit-limit-exceeded.v1")));
        JsonPath steps = story.jsonPath();
        assertThat(steps.getString("steps[0].traceId"))
                .matches("[0-9a-f]{32}")
                .isEqualTo(steps.getString("steps[1].traceId"));
    }

    @Test
    void shouldReadItsOwnWriteWhenAskedForTheVersion() {
        UUID customer = customer("100.00");
        for (int i = 0; i < 20; i++) {
            UUID order = placed(customer, "1.00");
            History.timeline(order, 0).then().statusCode(200).body("steps[0].state", equalTo("PENDING"));
        }
    }

    @Test
    void shouldServeTheOldViewUntilTheNewOneIsCompleteWhenRebuiltUnderLoadAndKilled() {
        UUID customer = customer("40.00");
        List<UUID> old = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            old.add(placed(customer, "1.00"));
        }
        Invariants.hold(customer);
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Void> load = CompletableFuture.runAsync(() -> {
            while (!done.get()) {
                placed(customer, "1.00");
            }
        });
        CompletableFuture<Void> reader = CompletableFuture.runAsync(() -> {
            while (!done.get()) {
                old.forEach(order ->
                        assertThat(History.timeline(order).statusCode()).isIn(200, 503));
            }
        });
        try {
            int generation = rebuild();
            Millrace.part(SERVICE).kill();
            Millrace.restart(SERVICE);
            awaitLive(generation);
            awaitLive(rebuild());
        } finally {
            Millrace.restart(SERVICE);
            done.set(true);
        }
        load.join();
        reader.join();
        Invariants.hold(customer);
    }

    private static int rebuild() {
        return as(ADMIN)
                .post(Millrace.part(SERVICE).address() + "/admin/rebuild")
                .then()
                .statusCode(202)
                .extract()
                .path("generation");
    }

    private static void awaitLive(int generation) {
        await().atMost(Millrace.TIMEOUT)
                .untilAsserted(() -> as(ADMIN)
                        .get(Millrace.part(SERVICE).address() + "/admin/rebuild")
                        .then()
                        .body("generation", equalTo(generation))
                        .body("state", equalTo("LIVE")));
    }
}
