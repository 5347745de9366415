package dev.millrace.relay;

import dev.millrace.devstack.Database;
import dev.millrace.devstack.DevStack;
import dev.millrace.relay.support.Outbox;
import dev.millrace.relay.support.Positions;
import dev.millrace.relay.support.Published;
import dev.millrace.relay.support.RelayProcess;
import dev.millrace.relay.support.RunningRelay;
import dev.millrace.testsupport.DevStackResource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Kills the relay with -9 at random instants while several writers commit and roll back. */
class ExactlyOnceIT {
    private static final int EVENTS = Integer.getInteger("relay.it.events", 50_000);
    private static final int KILLS = Integer.getInteger("relay.it.kills", 20);
    private static final int POLLED_EVENTS = 10_000;
    private static final int POLLED_KILLS = 8;
    private static final int WRITERS = 4;
    private static final int AGGREGATES_EACH = 5;
    private static final DevStack STACK = DevStackResource.stack();

    private final long seed = System.nanoTime();
    private final CountDownLatch killing = new CountDownLatch(1);
    private final Map<String, List<String>> committed = new ConcurrentHashMap<>();

    @Test
    void shouldPublishEachCommittedEventOnceInOrderWhenKilledAtAnyInstant() throws Exception {
        killAtAnyInstant(EVENTS, KILLS, Map.of());
    }

    @Test
    void shouldPublishEachCommittedEventOnceInOrderWhenKilledAtAnyInstantWhilePolling() throws Exception {
        killAtAnyInstant(POLLED_EVENTS, POLLED_KILLS, Map.of("relay.mode", "polling"));
    }

    private void killAtAnyInstant(int events, int kills, Map<String, String> more) throws Exception {
        Outbox outbox = new Outbox(STACK, Database.ORDERS).renew();
        Positions.forget(STACK, "orders");
        Map<String, String> settings = new HashMap<>(RunningRelay.settings(STACK, Database.ORDERS));
        settings.putAll(more);
        settings.put("relay.batch-size", "20"); // small batches, so that a kill interrupts transactions
        Random random = new Random(seed);
        try (var published = new Published(STACK, "order.events");
                ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
            List<Future<?>> writing = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                int number = writer;
                writing.add(writers.submit(() -> write(outbox, number, events)));
            }
            for (int kill = 0; kill < kills; kill++) {
                try (RelayProcess relay = RelayProcess.start(settings)) {
                    relay.awaitReadiness("leading");
                    killing.await(random.nextInt(1500), TimeUnit.MILLISECONDS);
                }
            }
            killing.countDown();
            for (Future<?> each : writing) {
                each.get();
            }
            int count = committed.values().stream().mapToInt(List::size).sum();
            try (RelayProcess relay = RelayProcess.start(settings)) {
                relay.awaitReadiness("leading");
                outbox.publish("last", "0");
                published.await(count + 1);
            }
            assertThat(deviations(byAggregate(published.poll(Duration.ofSeconds(1)))))
                    .as("seed %d, %d committed", seed, count)
                    .isEmpty();
            assertThat(count).isGreaterThanOrEqualTo(events);
        }
    }

    private Void write(Outbox outbox, int writer, int events) throws SQLException, InterruptedException {
        Random random = new Random(seed + writer);
        int written = 0;
        try (Connection connection = outbox.connect()) {
            connection.setAutoCommit(false);
            while (killing.getCount() > 0 || written < events / WRITERS) {
                Map<String, List<String>> transaction = new HashMap<>();
                int size = 1 + random.nextInt(30);
                for (int i = 0; i < size; i++) {
                    String aggregate = "w" + writer + "-" + random.nextInt(AGGREGATES_EACH);
                    String payload = "" + (written + i);
                    Outbox.publish(connection, "order", aggregate, "{}", payload);
                    transaction
                            .computeIfAbsent(aggregate, none -> new ArrayList<>())
                            .add(payload);
                }
                if (random.nextInt(50) == 0) {
                    connection.rollback();
                } else {
                    connection.commit();
                    transaction.forEach((aggregate, payloads) -> committed
                            .computeIfAbsent(aggregate, none -> new ArrayList<>())
                            .addAll(payloads));
                    written += size;
                }
                killing.await(random.nextInt(100), TimeUnit.MILLISECONDS);
            }
        }
        return null;
    }

    /** One line for each aggregate whose published events differ from the committed ones, order included. */
    private List<String> deviations(Map<String, List<String>> published) {
        committed.put("last", List.of("0"));
        List<String> deviations = new ArrayList<>();
        Set<String> aggregates = new TreeSet<>(committed.keySet());
        aggregates.addAll(published.keySet());
        for (String aggregate : aggregates) {
            List<String> expected = committed.getOrDefault(aggregate, List.of());
            List<String> actual = published.getOrDefault(aggregate, List.of());
            if (!expected.equals(actual)) {
                List<String> lost = new ArrayList<>(expected);
                lost.removeAll(actual);
                List<String> extra = new ArrayList<>(actual);
                expected.forEach(extra::remove);
                deviations.add("%s: %d committed, %d published, lost %s, doubled or rolled back %s"
                        .formatted(aggregate, expected.size(), actual.size(), lost, extra));
            }
        }
        return deviations;
    }

    private static Map<String, List<String>> byAggregate(List<ConsumerRecord<String, String>> records) {
        Map<String, List<String>> payloads = new HashMap<>();
        records.forEach(record -> payloads.computeIfAbsent(record.key(), none -> new ArrayList<>())
                .add(record.value()));
        return payloads;
    }
}
