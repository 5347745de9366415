package dev.millrace.devstack.checks;

import dev.millrace.devstack.DevStackResource;
import dev.millrace.devstack.process.ManagedProcess;
import io.restassured.response.Response;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

/** What each service answers while its database is away: a {@code @QuarkusTest} that is one of these says to what. */
public abstract class DatabaseAway {
    private final List<Supplier<Response>> calls;

    /** @param calls that are answered from the database, and without an error of the server when it is there */
    protected DatabaseAway(List<Supplier<Response>> calls) {
        this.calls = calls;
    }

    @Test
    void shouldAnswer503WithRetryAfterUntilTheDatabaseIsBack() {
        ManagedProcess database = DevStackResource.stack().postgres();
        database.kill();
        try {
            calls.forEach(call -> call.get()
                    .then()
                    .statusCode(503)
                    .contentType("application/problem+json")
                    .header("Retry-After", notNullValue())
                    .body("status", equalTo(503)));
        } finally {
            database.start();
        }
        await().until(() -> calls.stream().allMatch(call -> call.get().statusCode() < 500));
    }
}
