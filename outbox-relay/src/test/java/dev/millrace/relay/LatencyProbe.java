package dev.millrace.relay;

import dev.millrace.devstack.Database;
import dev.millrace.devstack.DevStack;
import dev.millrace.relay.support.Outbox;
import dev.millrace.relay.support.Published;
import dev.millrace.relay.support.RelayProcess;
import dev.millrace.relay.support.RunningRelay;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures the latency from commit to a read_committed consumer, and the relay's CPU time. Run by hand; results are in
 * docs/decisions/010-woken-not-polling.md.
 */
final class LatencyProbe {
    public static void main(String[] args) throws Exception {
        try (DevStack stack = DevStack.start()) {
            Outbox outbox = new Outbox(stack, Database.ORDERS).renew();
            Map<String, String> settings = RunningRelay.settings(stack, Database.ORDERS);
            try (RelayProcess relay = RelayProcess.start(settings).awaitReadiness("leading")) {
                measure(stack, outbox, relay, 50, 20);
                for (int rate : new int[] {10, 100, 1000}) {
                    measure(stack, outbox, relay, rate, 20);
                }
                double cpu = cpuSeconds(relay.pid());
                LockSupport.parkNanos(Duration.ofSeconds(20).toNanos());
                System.out.printf(
                        "idle: %.1f %% of a core, RSS %s%n",
                        (cpuSeconds(relay.pid()) - cpu) / 20 * 100, rss(relay.pid()));
            }
        }
    }

    private static void measure(DevStack stack, Outbox outbox, RelayProcess relay, int rate, int seconds)
            throws Exception {
        int count = rate * seconds;
        Map<String, Long> committed = new ConcurrentHashMap<>();
        long[] latencies = new long[count];
        double cpu = cpuSeconds(relay.pid());
        long began = System.nanoTime();
        try (Published published = new Published(stack, "order.events")) {
            Thread writer = Thread.ofPlatform().start(() -> write(outbox, committed, rate, count));
            for (int seen = 0; seen < count; ) {
                var records = published.drain();
                long now = System.nanoTime();
                for (var record : records) {
                    String id = new String(record.headers().lastHeader("ce_id").value());
                    Long at = committed.remove(id);
                    latencies[seen++] = at == null ? 0 : now - at;
                }
            }
            writer.join();
        }
        double took = (System.nanoTime() - began) / 1e9;
        Arrays.sort(latencies);
        System.out.printf(
                "%d/s: p50 %.1f ms, p90 %.1f, p99 %.1f, max %.1f; %.1f %% of a core; RSS %s%n",
                rate,
                latencies[count / 2] / 1e6,
                latencies[count * 9 / 10] / 1e6,
                latencies[count * 99 / 100] / 1e6,
                latencies[count - 1] / 1e6,
                (cpuSeconds(relay.pid()) - cpu) / took * 100,
                rss(relay.pid()));
    }

    private static void write(Outbox outbox, Map<String, Long> committed, int rate, int count) {
        try (Connection connection = outbox.connect()) {
            long next = System.nanoTime();
            for (int i = 0; i < count; i++) {
                long before = System.nanoTime();
                var id = Outbox.publish(connection, "order", "o-" + i % 50, "{}", "{\"n\":" + i + "}");
                committed.put(id.toString(), System.nanoTime());
                next += 1_000_000_000L / rate;
                LockSupport.parkNanos(next - System.nanoTime());
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static double cpuSeconds(long pid) throws Exception {
        String[] stat = Files.readString(Path.of("/proc/" + pid + "/stat")).split(" ");
        return (Long.parseLong(stat[13]) + Long.parseLong(stat[14])) / 100.0;
    }

    private static String rss(long pid) throws Exception {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .findFirst()
                .orElseThrow();
    }

    private LatencyProbe() {}
}
