package dev.millrace.relay.support;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Writers that commit transactions of 1 to 30 events, and roll back some, until stopped. Their committed events are
 * compared with the published ones.
 */
public final class ConcurrentWriters implements AutoCloseable {
    private static final int WRITERS = 4;
    private static final int AGGREGATES_EACH = 5;

    private final ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    private final List<Future<?>> writing = new ArrayList<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Map<String, List<String>> committed = new ConcurrentHashMap<>();
    private final Outbox outbox;
    private final long seed;
    private final int minimum;

    private ConcurrentWriters(Outbox outbox, long seed, int minimum) {
        this.outbox = outbox;
        this.seed = seed;
        this.minimum = minimum;
    }

    /** @param minimum number of events that are committed even when the writers are stopped earlier */
    public static ConcurrentWriters start(Outbox outbox, long seed, int minimum) {
        ConcurrentWriters writers = new ConcurrentWriters(outbox, seed, minimum);
        for (int writer = 0; writer < WRITERS; writer++) {
            int number = writer;
            writers.writing.add(writers.threads.submit(() -> writers.write(number)));
        }
        return writers;
    }

    /** Returns the number of committed events when the last transaction has ended. */
    public int stop() throws ExecutionException, InterruptedException {
        stopped.countDown();
        for (Future<?> each : writing) {
            each.get();
        }
        return committed.values().stream().mapToInt(List::size).sum();
    }

    private Void write(int writer) throws SQLException, InterruptedException {
        Random random = new Random(seed + writer);
        int written = 0;
        try (Connection connection = outbox.connect()) {
            connection.setAutoCommit(false);
            while (stopped.getCount() > 0 || written < minimum / WRITERS) {
                Map<String, List<String>> transaction = new HashMap<>();
                int size = 1 + random.nextInt(30);
                for (int i = 0; i < size; i++) {
                    String aggregate = "w" + writer + "-" + random.nextInt(AGGREGATES_EACH);
                    String payload = "" + (written + i);
                    Outbox.publish(connection, "order", aggregate, "{}", payload);
                    add(transaction, aggregate, List.of(payload));
                }
                if (random.nextInt(50) == 0) {
                    connection.rollback();
                } else {
                    connection.commit();
                    transaction.forEach((aggregate, payloads) -> add(committed, aggregate, payloads));
                    written += size;
                }
                stopped.await(random.nextInt(100), TimeUnit.MILLISECONDS);
            }
        }
        return null;
    }

    private static void add(Map<String, List<String>> events, String aggregate, List<String> payloads) {
        events.computeIfAbsent(aggregate, none -> new ArrayList<>()).addAll(payloads);
    }

    /** One line for each aggregate whose published events differ from the committed ones, order included. */
    public List<String> deviations(List<ConsumerRecord<String, String>> records) {
        Map<String, List<String>> published = new HashMap<>();
        records.forEach(record -> add(published, record.key(), List.of(record.value())));
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

    @Override
    public void close() {
        stopped.countDown();
        threads.close();
    }
}
