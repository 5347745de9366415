package dev.millrace.testsupport.checks;

import dev.millrace.devstack.process.ManagedProcess;
import dev.millrace.testsupport.DevStackResource;
import io.restassured.response.Response;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

/**
 * Checks a service's responses while its database is down. A {@code @QuarkusTest} of the service extends this class.
 */
public abstract class DatabaseOutage {
    private final List<Supplier<Response>> calls;

    /** @param calls requests that read or write the database and do not answer 5xx while it is up */
    protected DatabaseOutage(List<Supplier<Response>> calls) {
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
