package dev.millrace.relay;

import dev.millrace.devstack.Credentials;
import dev.millrace.devstack.Database;
import dev.millrace.devstack.DevStack;
import dev.millrace.relay.support.Outbox;
import dev.millrace.relay.support.Published;
import dev.millrace.relay.support.RelayProcess;
import dev.millrace.relay.support.RunningRelay;
import dev.millrace.testsupport.DevStackResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Behaviour that only a separate process can show. */
class ProcessIT {
    private static final DevStack STACK = DevStackResource.stack();
    private static final Map<String, String> SETTINGS =
            RunningRelay.settings(STACK, Database.ORDERS, Database.CUSTOMERS);

    private static final int LARGE_EVENTS = 150;

    private Outbox outbox;

    @BeforeEach
    void renew() throws Exception {
        outbox = Outbox.fresh(STACK, Database.ORDERS);
        Outbox.fresh(STACK, Database.CUSTOMERS);
    }

    @Test
    void shouldExitWithZeroWhenAskedTo() throws Exception {
        try (RelayProcess relay = RelayProcess.start(SETTINGS).awaitReadiness("\"orders\": \"leading\"")) {
            assertThat(relay.terminate(Duration.ofSeconds(30))).isZero();
        }
    }

    @Test
    void shouldBeDownAndExitWithZeroWhileTheDatabaseIsSuspended() throws Exception {
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.put("relay.lease", "2s");
        try (RelayProcess relay = RelayProcess.start(settings).awaitReadiness("\"orders\": \"leading\"")) {
            STACK.postgres().suspend();
            try {
                relay.awaitReadiness("PostgreSQL: it does not respond");
                assertThat(relay.terminate(Duration.ofSeconds(20))).isZero();
            } finally {
                STACK.postgres().resume();
            }
        }
    }

    /** The settings are in a file, which an environment variable names. */
    @Test
    void shouldSayWhatIsMissingAndExitWhenAskedToCheck(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("relay.properties");
        List<String> lines = new ArrayList<>();
        RunningRelay.settings(STACK, Database.ORDERS)
                .forEach((key, value) -> lines.add(key + "=" + value.replace("\\", "\\\\")));
        Files.write(file, lines);
        Map<String, String> environment = Map.of("QUARKUS_CONFIG_LOCATIONS", file.toString());

        assertThat(RelayProcess.execute(environment, "check"))
                .isEqualTo(new RelayProcess.Ended(0, "Kafka: ready, 1 brokers\norders: ready\n"));
        outbox.execute(Database.ORDERS.owner(), "DROP PUBLICATION outbox");
        RelayProcess.Ended missing = RelayProcess.execute(environment, "check");
        assertThat(missing.output()).contains("orders: publication outbox lacks", "CREATE PUBLICATION outbox");
        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(outbox.query(
                        Credentials.SUPERUSER, "SELECT slot_name FROM pg_replication_slots WHERE slot_name ~ 'orders'"))
                .isEmpty();
    }

    @Test
    void shouldHandOverWhenLeaderIsKilled() throws Exception {
        try (var published = new Published(STACK, "order.events");
                RelayProcess leader = RelayProcess.start(SETTINGS).awaitReadiness("\"orders\": \"leading\"");
                RelayProcess standby = RelayProcess.start(SETTINGS).awaitReadiness("\"orders\": \"standby\"")) {
            outbox.publish("o-1", "1");
            published.await(1);
            leader.kill();
            outbox.publish("o-1", "2");
            published.await(2);
            assertThat(standby.isAlive()).isTrue();
        }
    }

    @Test
    void shouldPublishNothingTwiceWhenLeaderIsFrozenAndComesBack() throws Exception {
        try (var published = new Published(STACK, "order.events");
                RelayProcess frozen = RelayProcess.start(SETTINGS).awaitReadiness("\"orders\": \"leading\"");
                RelayProcess standby = RelayProcess.start(SETTINGS).awaitReadiness("\"orders\": \"standby\"")) {
            outbox.publish("o-1", "0");
            published.await(1);
            frozen.signal("STOP");
            for (int i = 1; i < 5; i++) {
                outbox.publish("o-1", "" + i);
            }
            standby.awaitReadiness("\"orders\": \"leading\"");
            frozen.signal("CONT");
            frozen.awaitReadiness("\"orders\": \"standby\"");
            for (int i = 5; i < 10; i++) {
                outbox.publish("o-1", "" + i);
            }
            published.awaitExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        }
    }

    @Test
    void shouldHaveEachMetricThatAnAlertIsAbout() throws Exception {
        String alerts = Files.readString(Path.of("../src/main/observability/prometheus/relay-alerts.yml"));
        Set<String> names = Pattern.compile("relay_[a-z_]+")
                .matcher(alerts)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
        try (RelayProcess relay = RelayProcess.start(SETTINGS).awaitReadiness("\"orders\": \"leading\"")) {
            outbox.publish("unknown", "o-1", "{}", "1");
            assertThat(names)
                    .hasSizeGreaterThan(4)
                    .allSatisfy(
                            name -> await().until(() -> relay.get("/q/metrics").contains("\n" + name + "{")));
        }
    }

    @Test
    void shouldReplayWhatIsParkedWhenAsked() throws Exception {
        try (RelayProcess relay = RelayProcess.start(SETTINGS).awaitReadiness("\"orders\": \"leading\"")) {
            outbox.publish("unknown", "o-1", "{}", "1");
            await().until(() -> relay.get("/q/metrics").contains("relay_events_parked_total{source=\"orders\"} 1.0"));
            assertThat(relay.replay()).matches("\\{\"published\":\\d+,\"parked\":[1-9]\\d*,\"skipped\":\\d+}");
        }
    }

    @Test
    void shouldListShowAndReplayParkedEventsOneByOne() throws Exception {
        try (RelayProcess relay = RelayProcess.start(SETTINGS).awaitReadiness("\"orders\": \"leading\"")) {
            String first =
                    outbox.publish("Line_Item", "o-1", "{\"a\":\"b\"}", "1").toString();
            String second = outbox.publish("Line_Item", "o-2", "{}", "2").toString();
            await().until(() -> relay.ask("/parked").contains(second));
            assertThat(relay.ask("/parked")).contains(first, "no route for aggregate type Line_Item");
            assertThat(relay.ask("/parked/" + first))
                    .contains("\"headers\":\"{\\\"a\\\":\\\"b\\\"}\"", "\"payload\":\"1\"");
            assertThat(relay.ask("/parked/" + UUID.randomUUID())).contains("404");
            assertThat(relay.ask("/parked/x")).contains("400", "UUID");
            assertThat(relay.replay(UUID.randomUUID().toString())).contains("404");
            assertThat(relay.replay(second)).isEqualTo("{\"published\":0,\"parked\":1,\"skipped\":0}");
            assertThat(relay.ask("/parked")).containsOnlyOnce(first).containsOnlyOnce(second);
        }
        Map<String, String> mended = new HashMap<>(SETTINGS);
        mended.put("relay.routes.line.item", "customer.events");
        try (var published = new Published(STACK, "customer.events");
                RelayProcess relay = RelayProcess.start(mended).awaitReadiness("\"orders\": \"leading\"")) {
            String listed = relay.ask("/parked");
            String second = listed.replaceAll("(?s).*\"id\":\"([^\"]+)\"[^}]*\"aggregateId\":\"o-2\".*", "$1");
            assertThat(relay.replay(second)).isEqualTo("{\"published\":1,\"parked\":0,\"skipped\":0}");
            assertThat(published.await(1).getFirst().key()).isEqualTo("o-2");
            assertThat(relay.ask("/parked")).doesNotContain(second).contains("\"o-1\"");
            assertThat(relay.replay()).contains("\"published\":");
            assertThat(published.await(2).stream().filter(each -> each.key().equals("o-2")))
                    .hasSize(1);
        }
    }

    @Test
    void shouldKeepOperationsFromWebPagesAndOffThePublicPort() throws Exception {
        try (RelayProcess relay = RelayProcess.start(SETTINGS).awaitReadiness("\"orders\": \"leading\"")) {
            assertThat(relay.submit("/parked/replay")).contains("403", "X-Requested-By");
            assertThat(relay.get("/parked")).contains("403", "X-Requested-By");
            assertThat(relay.get("/q/health/live")).contains("\"orders\": \"running\"");
            assertThat(relay.get("/q/metrics")).contains("relay_state");
            for (String path : List.of("/q/health/ready", "/q/health", "/q/metrics", "/parked/replay")) {
                assertThat(relay.getInPublic(path)).as(path).doesNotContain("leading", "relay_state", "published");
            }
        }
    }

    /** The relay often starts before the migrations have run. */
    @Test
    void shouldLogNoErrorWhenThereIsNoTableYet() throws Exception {
        outbox.execute(
                Database.ORDERS.owner(),
                "DROP TABLE outbox; DROP TABLE outbox_heartbeat; DROP PUBLICATION IF EXISTS outbox");
        List<String> failedBefore = failedStatements();
        try (RelayProcess relay = RelayProcess.start(SETTINGS)
                .awaitReadiness("there is no table public.outbox; has its owner's migration run?")
                .awaitReadiness("\"customers\": \"leading\"")) {
            await().until(() -> relay.get("/q/metrics").contains("relay_lag_seconds{source=\"customers\"} 0.0"));
            assertThat(failedStatements()).isEqualTo(failedBefore);
            outbox.renew();
            relay.awaitReadiness("\"orders\": \"leading\"");
            await().until(() -> relay.get("/q/metrics").contains("relay_lag_seconds{source=\"orders\"} 0.0"));
            assertThat(relay.log()).doesNotContain(" ERROR ", "Exception");
        }
    }

    /** The failed statements of the relay in the server's log so far. */
    private static List<String> failedStatements() throws IOException {
        String error = "%s@%s ERROR".formatted(Credentials.RELAY.username(), Database.ORDERS.databaseName());
        try (var lines = Files.lines(STACK.postgres().log())) {
            return lines.filter(line -> line.contains(error)).toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"log-tailing", "polling"})
    void shouldPublishABacklogThatIsLargerThanItsMemory(String mode) throws Exception {
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.put("relay.mode", mode);
        try (var published = new Published(STACK, "order.events")) {
            publishLargeEvents();
            try (RelayProcess relay = RelayProcess.start(settings)) {
                published.await(LARGE_EVENTS); // rows that are older than the slot
                assertThat(relay.isAlive()).isTrue();
            }
            publishLargeEvents();
            try (RelayProcess relay = RelayProcess.start(settings)) {
                published.await(2 * LARGE_EVENTS);
                assertThat(relay.isAlive()).isTrue();
            }
        }
    }

    /** 75 MB in total, and as much again as bytes in transit. */
    private void publishLargeEvents() throws SQLException {
        outbox.execute(
                Database.ORDERS.owner(),
                "INSERT INTO outbox (id, aggregate_type, aggregate_id, type, source, time, payload) SELECT"
                        + " gen_random_uuid(), 'order', 'o-1', 't.v1', '/s', now(), to_json(repeat('x', 500000))"
                        + " FROM generate_series(1, %d)".formatted(LARGE_EVENTS));
    }
}
