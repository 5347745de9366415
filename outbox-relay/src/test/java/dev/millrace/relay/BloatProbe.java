package dev.millrace.relay;

import dev.millrace.devstack.Credentials;
import dev.millrace.devstack.Database;
import dev.millrace.devstack.DevStack;
import dev.millrace.relay.support.Outbox;
import dev.millrace.relay.support.RelayProcess;
import dev.millrace.relay.support.RunningRelay;
import java.sql.Connection;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Measures the size of the outbox table under load. Run by hand; results are in docs/benchmarks.md. */
final class BloatProbe {
    private static final int RATE = 1_000;
    private static final int SECONDS = 180;
    private static final String PAYLOAD = "{\"text\":\"" + "x".repeat(180) + "\"}";
    private static final String SIZE =
            "SELECT pg_total_relation_size('outbox') || ' ' || (SELECT count(*) FROM outbox) || ' ' || (SELECT n_dead_tup FROM pg_stat_user_tables WHERE relname = 'outbox')";

    private BloatProbe() {}

    public static void main(String[] args) throws Exception {
        try (DevStack stack = DevStack.start()) {
            Outbox outbox = new Outbox(stack, Database.ORDERS).renew();
            Map<String, String> settings = new HashMap<>(RunningRelay.settings(stack, Database.ORDERS));
            try (RelayProcess relay = RelayProcess.start(settings).awaitReadiness("leading")) {
                for (int second = 1; second <= SECONDS; second++) {
                    write(outbox);
                    if (second % 15 == 0) {
                        String[] size =
                                outbox.query(Credentials.RELAY, SIZE).getFirst().split(" ");
                        System.out.printf(
                                "%d s: %.1f MB with its indexes, %s rows, %s dead%n",
                                second, Long.parseLong(size[0]) / 1e6, size[1], size[2]);
                    }
                }
                relay.kill();
            }
        }
    }

    private static void write(Outbox outbox) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(1).toNanos();
        try (Connection connection = outbox.connect()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < RATE; i++) {
                Outbox.publish(connection, "order", "o-" + i % 50, "{}", PAYLOAD);
                if (i % 10 == 9) {
                    connection.commit();
                }
            }
        }
        LockSupport.parkNanos(end - System.nanoTime());
    }
}
