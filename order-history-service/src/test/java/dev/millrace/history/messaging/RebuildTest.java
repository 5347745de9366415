package dev.millrace.history.messaging;

import dev.millrace.history.Events;
import dev.millrace.history.OrderHistoryServiceTest;
import io.agroal.api.AgroalDataSource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.millrace.devstack.identity.DemoUser.ADMIN;
import static dev.millrace.history.Callers.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

@OrderHistoryServiceTest
class RebuildTest {
    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Inject
    Rebuilder rebuilder;

    @Inject
    AgroalDataSource database;

    private final UUID customer = UUID.randomUUID();
    private final List<UUID> orders =
            Stream.generate(UUID::randomUUID).limit(20).toList();
    private Events events;

    /** Some orders of other tests are not in Kafka; without their removal a rebuild would be held. */
    @BeforeEach
    void fill() throws SQLException {
        execute("TRUNCATE order_view, order_step, cause, customer_name");
        events = new Events(bootstrapServers);
        events.customerCreated(customer, "Ada");
        orders.forEach(order -> events.orderCreated(order, customer));
        orders.forEach(this::awaitOrder);
    }

    @AfterEach
    void disconnect() {
        events.close();
    }

    @Test
    void shouldMakeTheViewAnewFromTheLogWhenAsked() throws SQLException {
        execute("UPDATE order_view SET state = 'CANCELLED', customer_name = 'Eve'");
        execute("DELETE FROM order_step");
        awaitLive(requested());
        assertThat(found("state=PENDING&q=Ada")).containsExactlyInAnyOrderElementsOf(orders);
        orders.forEach(this::awaitOrder);
    }

    @Test
    void shouldServeTheOldViewAndKeepUpWithTheNewWhileItIsBuilt() throws SQLException {
        int generation;
        try (Connection held = database.getConnection();
                Statement lock = held.createStatement()) {
            held.setAutoCommit(false);
            lock.execute("LOCK TABLE rebuild_progress IN SHARE MODE");
            generation = requested();
            assertThat(requested()).isEqualTo(generation);
            assertThat(found("q=Ada")).containsExactlyInAnyOrderElementsOf(orders);
            UUID late = UUID.randomUUID();
            events.orderCreated(late, customer);
            awaitOrder(late);
            held.rollback();
            awaitLive(generation);
            awaitOrder(late);
            assertThat(found("q=Ada")).hasSize(orders.size() + 1);
        }
    }

    @Test
    void shouldShareTheWorkWhenThereAreSeveralInstances() {
        int generation = requested();
        CompletableFuture.allOf(Stream.generate(() -> CompletableFuture.runAsync(rebuilder::work))
                        .limit(3)
                        .toArray(CompletableFuture[]::new))
                .join();
        awaitLive(generation);
        assertThat(found("q=Ada")).containsExactlyInAnyOrderElementsOf(orders);
    }

    @Test
    void shouldGoOnWhereItWasWhenABatchWasLost() throws SQLException {
        int generation;
        try (Connection held = database.getConnection();
                Statement lock = held.createStatement()) {
            held.setAutoCommit(false);
            lock.execute("LOCK TABLE order_step IN ACCESS EXCLUSIVE MODE");
            generation = requested();
            await().until(() -> endedWaitingSession());
            held.rollback();
        }
        awaitLive(generation);
        assertThat(found("q=Ada")).containsExactlyInAnyOrderElementsOf(orders);
    }

    @Test
    void shouldLeaveOutAndCountWhatCannotBeReadWhenItMakesTheViewAnew() {
        int unreadable = events.unreadable(customer);
        UUID last = UUID.randomUUID();
        events.orderCreated(last, customer);
        awaitOrder(last);
        int generation = requested();
        awaitLive(generation);
        assertThat(latest().<Integer>path("skipped")).isGreaterThanOrEqualTo(unreadable);
        assertThat(found("q=Ada")).hasSize(orders.size() + 1);
    }

    @Test
    void shouldKeepTheOldViewAndSayWhatIsLostWhenTheLogHasLostRecords() throws Exception {
        loseTheLog("order.events");
        UUID late = UUID.randomUUID();
        events.orderCreated(late, customer);
        awaitOrder(late);
        int discarded = requested();
        awaitState(discarded, "HELD");
        assertThat(latest().<String>path("warning"))
                .contains("order.events-", "begins at", orders.size() + " orders", orders.size() + " steps")
                .contains("/admin/rebuild/accept-loss");
        assertThat(found("q=Ada")).hasSize(orders.size() + 1);

        as(ADMIN).delete("/admin/rebuild").then().statusCode(200).body("state", equalTo("RETIRED"));
        as(ADMIN).delete("/admin/rebuild").then().statusCode(409);
        as(ADMIN).post("/admin/rebuild/accept-loss").then().statusCode(409);

        int held = requested();
        awaitState(held, "HELD");
        UUID meanwhile = UUID.randomUUID();
        events.orderCreated(meanwhile, customer);
        awaitOrder(meanwhile);
        as(ADMIN).post("/admin/rebuild/accept-loss").then().statusCode(200).body("state", equalTo("LIVE"));
        assertThat(found("q=Ada")).containsExactlyInAnyOrder(late, meanwhile);

        awaitLive(requested());
    }

    @Test
    void shouldSweepWhatNobodyReadsAnyMore() throws SQLException {
        int generation = requested();
        awaitLive(generation);
        rebuilder.sweep();
        try (Connection connection = database.getConnection();
                var row = connection
                        .createStatement()
                        .executeQuery("SELECT count(*) FROM order_view WHERE generation < " + generation)) {
            row.next();
            assertThat(row.getInt(1)).isZero();
        }
    }

    /**
     * Terminates, like a kill, the session that waits for the lock in the middle of the rebuild.
     *
     * @return whether there was one
     */
    private boolean endedWaitingSession() throws SQLException {
        try (Connection connection = database.getConnection();
                var row = connection.createStatement().executeQuery("""
                        SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                        WHERE wait_event_type = 'Lock' AND query LIKE '%order_step%' AND pid <> pg_backend_pid()""")) {
            row.next();
            return row.getInt(1) > 0;
        }
    }

    private void execute(String statement) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement execution = connection.createStatement()) {
            execution.execute(statement);
        }
    }

    private static int requested() {
        return as(ADMIN)
                .post("/admin/rebuild")
                .then()
                .statusCode(202)
                .body("state", equalTo("BUILDING"))
                .extract()
                .path("generation");
    }

    /** Deletes all records, like Kafka's retention. */
    private void loseTheLog(String topic) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.deleteRecords(IntStream.range(0, 6)
                            .mapToObj(partition -> new TopicPartition(topic, partition))
                            .collect(Collectors.toMap(each -> each, each -> RecordsToDelete.beforeOffset(-1))))
                    .all()
                    .get();
        }
    }

    private static void awaitLive(int generation) {
        awaitState(generation, "LIVE");
    }

    private static void awaitState(int generation, String state) {
        await().untilAsserted(() ->
                latest().then().body("generation", equalTo(generation)).body("state", equalTo(state)));
    }

    private static Response latest() {
        return as(ADMIN).get("/admin/rebuild");
    }

    private void awaitOrder(UUID order) {
        as(ADMIN)
                .get("/orders/" + order + "/history?min-version=0")
                .then()
                .statusCode(200)
                .body("state", equalTo("PENDING"));
    }

    private List<UUID> found(String query) {
        return as(ADMIN)
                .get("/order-history?limit=100&customerId=" + customer + "&" + query)
                .<List<String>>path("items.orderId")
                .stream()
                .map(UUID::fromString)
                .toList();
    }
}
