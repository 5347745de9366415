package dev.millrace.devstack.run;

import dev.millrace.devstack.run.FakeCheckout.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Commands on a system that {@code ./run --detach} has started, the same for all tests. */
class DetachedSystemTest {
    private static FakeCheckout checkout;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        checkout = new FakeCheckout(directory);
        assertThat(checkout.run("--detach").exitCode()).isZero();
    }

    @AfterAll
    static void stop() throws Exception {
        checkout.run("stop");
    }

    @Test
    void shouldTellAndMendWhenPartIsKilled() throws Exception {
        assertThat(checkout.run("kill", "order-service").exitCode()).isZero();
        Outcome status = checkout.run("status");
        assertThat(status.exitCode()).isEqualTo(3);
        assertThat(status.output()).containsPattern("order-service +stopped +-");
        assertThat(checkout.pids()).hasSize(FakeCheckout.PARTS - 1);

        assertThat(checkout.run("start").output()).contains("order-service").doesNotContain("kafka");
        assertThat(checkout.run("restart", "customer-service").output()).contains("stopped", "ready");
        assertThat(checkout.pids()).hasSize(FakeCheckout.PARTS);
        assertThat(checkout.run("logs", "order-service").output())
                .containsPattern("(?s)listening.*/orders.*listening.*/orders");
    }

    @Test
    void shouldRebuildTheHistoryAsAnAdminByOneCommand() throws Exception {
        Outcome rebuild = checkout.run("rebuild-history");
        assertThat(rebuild.output()).contains("LIVE");
        assertThat(rebuild.exitCode()).isZero();
    }

    @Test
    void shouldListShowReplayAndDiscardDeadLettersEachByItself() throws Exception {
        assertThat(checkout.run("dlq", "list", "order-service").output())
                .contains("0-7", "no such order", "2 messages are parked by order-service");
        assertThat(checkout.run("dlq", "show", "order-service", "0-8").output()).contains("GET/q/dlq/0-8");
        Outcome all = checkout.run("dlq", "replay", "order-service", "--all");
        assertThat(all.output()).contains("failed again", "POST/q/dlq/0-8/replay", "1 of 2 messages done");
        assertThat(all.exitCode()).isEqualTo(1);
        assertThat(checkout.run("dlq", "discard", "order-service", "0-7").exitCode())
                .isZero();
        assertThat(checkout.run("dlq", "replay", "order-service").exitCode()).isEqualTo(2);
    }
}
