package dev.millrace.relay;

import dev.millrace.devstack.Database;
import dev.millrace.devstack.DevStack;
import dev.millrace.relay.support.ConcurrentWriters;
import dev.millrace.relay.support.Outbox;
import dev.millrace.relay.support.Published;
import dev.millrace.relay.support.RelayProcess;
import dev.millrace.relay.support.RunningRelay;
import dev.millrace.testsupport.DevStackResource;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Kills the relay with -9 at random instants while several writers commit and roll back. */
class ExactlyOnceIT {
    private static final int EVENTS = Integer.getInteger("relay.it.events", 50_000);
    private static final int KILLS = Integer.getInteger("relay.it.kills", 20);
    private static final int POLLED_EVENTS = 10_000;
    private static final int POLLED_KILLS = 8;
    private static final DevStack STACK = DevStackResource.stack();

    private final long seed = System.nanoTime();
    private final CountDownLatch never = new CountDownLatch(1);

    @Test
    void shouldPublishEachCommittedEventOnceInOrderWhenKilledAtAnyInstant() throws Exception {
        killAtAnyInstant(EVENTS, KILLS, Map.of());
    }

    @Test
    void shouldPublishEachCommittedEventOnceInOrderWhenKilledAtAnyInstantWhilePolling() throws Exception {
        killAtAnyInstant(POLLED_EVENTS, POLLED_KILLS, Map.of("relay.mode", "polling"));
    }

    private void killAtAnyInstant(int events, int kills, Map<String, String> more) throws Exception {
        Outbox outbox = Outbox.fresh(STACK, Database.ORDERS);
        Map<String, String> settings = new HashMap<>(RunningRelay.settings(STACK, Database.ORDERS));
        settings.putAll(more);
        settings.put("relay.batch-size", "20"); // small batches, so that a kill interrupts transactions
        Random random = new Random(seed);
        try (var published = new Published(STACK, "order.events");
                var writers = ConcurrentWriters.start(outbox, seed, events)) {
            for (int kill = 0; kill < kills; kill++) {
                try (RelayProcess relay = RelayProcess.start(settings)) {
                    relay.awaitReadiness("leading");
                    never.await(random.nextInt(1500), TimeUnit.MILLISECONDS);
                }
            }
            int committed = writers.stop();
            try (RelayProcess relay = RelayProcess.start(settings)) {
                relay.awaitReadiness("leading");
                published.await(committed);
            }
            assertThat(writers.deviations(published.poll(Duration.ofSeconds(1))))
                    .as("seed %d, %d committed", seed, committed)
                    .isEmpty();
            assertThat(committed).isGreaterThanOrEqualTo(events);
        }
    }
}
