package dev.millrace.relay.debezium;

import dev.millrace.devstack.Credentials;
import dev.millrace.devstack.Database;
import dev.millrace.devstack.DevStack;
import dev.millrace.relay.outbox.BatchLimit;
import dev.millrace.relay.outbox.LogPosition;
import dev.millrace.relay.outbox.OutboxEvent;
import dev.millrace.relay.postgres.OutboxLayout;
import dev.millrace.relay.postgres.ReplicationSlot;
import dev.millrace.relay.postgres.SourceDatabase;
import dev.millrace.relay.support.Outbox;
import dev.millrace.testsupport.DevStackResource;
import java.io.StringReader;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.awaitility.Durations.ONE_MILLISECOND;

@Timeout(30)
class DebeziumSourceTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static final DevStack STACK = DevStackResource.stack();
    private Outbox outbox;
    private LogPosition beginning;

    @BeforeEach
    void renew() throws Exception {
        outbox = new Outbox(STACK, Database.ORDERS).renew();
        beginning = new ReplicationSlot(database("before")).create().withoutBacklog();
        new ReplicationSlot(database("after")).create();
    }

    /**
     * The end of one transaction's commit is also the start of the other's insert: the same LSN means two positions.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void shouldGoOnExactlyWhereItWasWhenTransactionsInterleave(int publishedBefore) throws Exception {
        try (Connection one = outbox.connect();
                Connection two = outbox.connect()) {
            one.setAutoCommit(false);
            two.setAutoCommit(false);
            Outbox.publish(two, "order", "two", "{}", "1");
            Outbox.publish(one, "order", "one", "{}", "0");
            one.commit();
            Outbox.publish(two, "order", "two", "{}", "2");
            two.commit();
            outbox.publish("three", "3");
        }
        List<String> payloads = new ArrayList<>();
        LogPosition reached = read(database("before"), beginning, publishedBefore, payloads);
        // A separate slot has confirmed nothing yet, like a slot whose reader was killed.
        read(database("after"), reached, 4 - publishedBefore, payloads);
        assertThat(payloads).containsExactly("0", "1", "2", "3");
    }

    /** Rows inserted by COPY share one LSN. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void shouldGoOnExactlyWhereItWasWhenRowsShareTheirPosition(int publishedBefore) throws Exception {
        outbox.publish("one", "0");
        try (Connection connection = outbox.connect()) {
            String rows = IntStream.rangeClosed(1, 3)
                    .mapToObj(i -> UUID.randomUUID() + "|order|two|order.created.v1|/order-service|now|{}|" + i + "\n")
                    .collect(Collectors.joining());
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(
                            "COPY outbox (id, aggregate_type, aggregate_id, type, source, time, headers, payload)"
                                    + " FROM STDIN WITH (DELIMITER '|')",
                            new StringReader(rows));
        }
        outbox.publish("three", "4");
        List<String> payloads = new ArrayList<>();
        LogPosition reached = read(database("before"), beginning, publishedBefore, payloads);
        read(database("after"), reached, 5 - publishedBefore, payloads);
        assertThat(payloads).containsExactly("0", "1", "2", "3", "4");
    }

    /** The engine would wait a long time for a consumer that fails while it is being closed. */
    @RepeatedTest(3)
    @Timeout(15)
    void shouldEndSoonWhenPublishingFailsWhileItIsStopped() throws Exception {
        outbox.publish("one", "0");
        DebeziumSource source = new DebeziumSource(database("before"), new BatchLimit(1, 1), Duration.ZERO);
        CountDownLatch stopped = new CountDownLatch(1);
        try {
            source.run(
                    beginning,
                    batch -> {
                        Thread.ofVirtual().start(() -> {
                            source.stop();
                            stopped.countDown();
                        });
                        throw new IllegalStateException("Kafka is gone");
                    },
                    () -> {});
        } catch (EngineFailure failedFirst) {
            assertThat(failedFirst).hasRootCauseMessage("Kafka is gone");
        }
        assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
    }

    /**
     * The reader has more than a batch, so that the engine waits for it while its polling task is queued behind. The
     * interrupt then makes the engine drop that task, as it happens without one when threads are scheduled late.
     */
    @Test
    void shouldEndWhenTheEngineDropsItsPollingTask() throws Exception {
        for (int i = 0; i < 3; i++) {
            outbox.publish("one", "" + i);
        }
        CountDownLatch polling = new CountDownLatch(1);
        CountDownLatch held = new CountDownLatch(1);
        DebeziumSource source = new DebeziumSource(database("before"), new BatchLimit(1, 1), Duration.ZERO);
        Thread engine = running(source, () -> {
            polling.countDown();
            awaitUninterruptibly(held);
        });
        polling.await();
        await().until(DebeziumSourceTest::isReaderWaiting);
        Thread stop = Thread.ofPlatform().start(source::stop);
        await().pollInterval(ONE_MILLISECOND).until(() -> isIn(stop, "stopSourceTasks", Thread.State.TIMED_WAITING));
        held.countDown();
        await().pollInterval(ONE_MILLISECOND).until(() -> isIn(engine, "runTasksPolling", Thread.State.WAITING));
        stop.interrupt();
        assertThat(engine.join(LIMIT)).isTrue();
        assertThat(stop.join(LIMIT)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 30, 60, 100, 150, 200, 300, 500})
    void shouldEndWheneverItIsStopped(int millis) throws Exception {
        outbox.publish("one", "0");
        DebeziumSource source = new DebeziumSource(database("before"), new BatchLimit(1, 1), Duration.ZERO);
        Thread engine = running(source, () -> {});
        engine.join(Duration.ofMillis(millis));
        source.stop();
        assertThat(engine.join(LIMIT)).isTrue();
    }

    private Thread running(DebeziumSource source, Runnable streaming) {
        return Thread.ofPlatform().start(() -> {
            try {
                source.run(beginning, batch -> {}, streaming);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The reader holds a row that the full queue does not take. */
    private static boolean isReaderWaiting() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getState() == Thread.State.WAITING)
                .flatMap(thread -> Stream.of(thread.getValue()))
                .anyMatch(frame -> frame.getClassName().equals(RowQueue.class.getName())
                        && frame.getMethodName().equals("put"));
    }

    private static boolean isIn(Thread thread, String method, Thread.State state) {
        return thread.getState() == state
                && Stream.of(thread.getStackTrace())
                        .anyMatch(frame -> frame.getMethodName().equals(method));
    }

    /** Publishes {@code count} events, one at a time, and then stops as in a crash. */
    private static LogPosition read(SourceDatabase database, LogPosition from, int count, List<String> payloads)
            throws Exception {
        DebeziumSource source = new DebeziumSource(database, new BatchLimit(1, 1), Duration.ZERO);
        List<LogPosition> reached = new ArrayList<>();
        try {
            source.run(
                    from,
                    batch -> {
                        if (reached.size() == count) {
                            throw new IllegalStateException("gone");
                        }
                        batch.events().stream().map(OutboxEvent::payload).forEach(payloads::add);
                        reached.add((LogPosition) batch.reached());
                        if (reached.size() == count) {
                            Thread.ofVirtual().start(source::stop);
                        }
                    },
                    () -> {});
        } catch (EngineFailure expected) {
            // publishing failed before the stop
        }
        return reached.getLast();
    }

    private static SourceDatabase database(String slot) {
        return new SourceDatabase(
                "orders",
                "127.0.0.1",
                String.valueOf(STACK.postgres().port()),
                Database.ORDERS.databaseName(),
                Credentials.RELAY.username(),
                Credentials.RELAY.password(),
                Map.of(),
                slot,
                "outbox",
                "public.outbox",
                "public.outbox_heartbeat",
                4_194_304,
                OutboxLayout.MILLRACE,
                Optional.empty());
    }
}
