package dev.millrace.orders.application;

import dev.millrace.orders.OrderServiceTest;
import io.agroal.api.AgroalDataSource;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static dev.millrace.orders.api.OrderRequests.as;
import static dev.millrace.orders.api.OrderRequests.placed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

@OrderServiceTest
class OptimisticLockTest {
    @Inject
    AgroalDataSource database;

    private UUID order;

    @BeforeEach
    void place() {
        order = placed(UUID.randomUUID());
    }

    @Test
    void shouldChangeWhatAConcurrentChangeHasLeftWhenTheyMeet() throws SQLException {
        assertThat(cancelWhileItBecomes("APPROVED")).isEqualTo(202);
        as(CLERK)
                .get("/orders/" + order)
                .then()
                .body("state", equalTo("CANCEL_PENDING"))
                .body("version", equalTo(2));
    }

    @Test
    void shouldAnswer409WhenTheConcurrentChangeForbidsThis() throws SQLException {
        assertThat(cancelWhileItBecomes("REJECTED")).isEqualTo(409);
    }

    /** The cancellation has read the order and waits for its row lock when the other change commits. */
    private int cancelWhileItBecomes(String state) throws SQLException {
        try (Connection other = database.getConnection();
                Statement change = other.createStatement()) {
            other.setAutoCommit(false);
            change.executeUpdate(
                    "UPDATE orders SET state = '%s', version = version + 1 WHERE id = '%s'".formatted(state, order));
            CompletableFuture<Integer> cancelled = CompletableFuture.supplyAsync(this::cancel);
            await().until(this::isSomebodyWaiting);
            other.commit();
            return cancelled.join();
        }
    }

    private int cancel() {
        return as(CLERK).post("/orders/" + order + "/cancel").statusCode();
    }

    private boolean isSomebodyWaiting() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet waiting = statement.executeQuery(
                        "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query ILIKE 'update orders%'")) {
            waiting.next();
            return waiting.getInt(1) > 0;
        }
    }
}
