package dev.millrace.relay;

import dev.millrace.devstack.Database;
import dev.millrace.devstack.DevStack;
import dev.millrace.relay.support.ConcurrentWriters;
import dev.millrace.relay.support.Outbox;
import dev.millrace.relay.support.Positions;
import dev.millrace.relay.support.Published;
import dev.millrace.relay.support.RelayProcess;
import dev.millrace.relay.support.RunningRelay;
import dev.millrace.testsupport.DevStackResource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Upgrades from an earlier version of the relay to this one, and back, while several writers commit and roll back.
 * {@code package-previous.sh} packages the earlier version.
 */
@EnabledIfSystemProperty(
        named = RollingUpgradeIT.PREVIOUS,
        matches = ".+",
        disabledReason = "no earlier relay; outbox-relay/check-rolling-upgrade.sh packages one")
class RollingUpgradeIT {
    static final String PREVIOUS = "previous.relay";

    private static final int EVENTS_OF_A_LEADER = 500;
    private static final DevStack STACK = DevStackResource.stack();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldPublishEachCommittedEventOnceInOrderAcrossAnUpgradeAndBack(boolean killed) throws Exception {
        Path previous = Path.of(System.getProperty(PREVIOUS));
        Outbox outbox = new Outbox(STACK, Database.ORDERS).renew();
        Positions.forget(STACK, "orders");
        Map<String, String> settings = new HashMap<>(RunningRelay.settings(STACK, Database.ORDERS));
        settings.put("relay.batch-size", "20"); // small batches, so that the end of a leader interrupts transactions
        long seed = System.nanoTime();
        try (var published = new Published(STACK, "order.events");
                var writers = ConcurrentWriters.start(outbox, seed, 0);
                RelayProcess before = RelayProcess.start(previous, settings).awaitReadiness("\"orders\": \"leading\"");
                RelayProcess after = RelayProcess.start(settings).awaitReadiness("\"orders\": \"standby\"")) {
            awaitFurther(published);
            end(before, killed);
            after.awaitReadiness("\"orders\": \"leading\"");
            awaitFurther(published);
            try (RelayProcess back = RelayProcess.start(previous, settings).awaitReadiness("\"orders\": \"standby\"")) {
                end(after, killed);
                back.awaitReadiness("\"orders\": \"leading\"");
                awaitFurther(published);
                published.await(writers.stop());
            }
            assertThat(writers.deviations(published.poll(Duration.ofSeconds(1))))
                    .as("seed %d", seed)
                    .isEmpty();
        }
    }

    private static void awaitFurther(Published published) {
        published.await(published.poll(Duration.ZERO).size() + EVENTS_OF_A_LEADER);
    }

    private static void end(RelayProcess leader, boolean killed) throws InterruptedException {
        if (killed) {
            leader.kill();
        } else {
            assertThat(leader.terminate(Duration.ofSeconds(30))).isZero();
        }
    }
}
