package dev.millrace.relay.debezium;

import java.time.Duration;
import org.junit.jupiter.api.Test;

import static dev.millrace.relay.debezium.BatchPace.BURST;
import static org.assertj.core.api.Assertions.assertThat;

class BatchPaceTest {
    private static final long INTERVAL = 50;

    private long now = 1_000;
    private final BatchPace pace = new BatchPace(Duration.ofNanos(INTERVAL), () -> now);

    @Test
    void shouldNotDelayABurst() {
        take(BURST - 1);
        assertThat(pace.remainingNanos()).isLessThanOrEqualTo(0);
    }

    @Test
    void shouldDelayWhatFollowsABurst() {
        take(BURST);
        assertThat(pace.remainingNanos()).isEqualTo(INTERVAL);
    }

    @Test
    void shouldAllowOneBatchInEachIntervalUnderLoad() {
        take(BURST);
        now += INTERVAL;
        assertThat(pace.remainingNanos()).isZero();
        pace.taken();
        assertThat(pace.remainingNanos()).isEqualTo(INTERVAL);
    }

    @Test
    void shouldNotMakeUpForTheTimeItTakesToWakeAThread() {
        take(BURST);
        now += INTERVAL + INTERVAL / 10;
        pace.taken();
        assertThat(pace.remainingNanos()).isEqualTo(INTERVAL);
    }

    @Test
    void shouldAllowTheNextBurstAfterAPause() {
        take(BURST);
        now += BURST * INTERVAL;
        take(BURST - 1);
        assertThat(pace.remainingNanos()).isLessThanOrEqualTo(0);
    }

    @Test
    void shouldSaveUpNoMoreThanOneBurst() {
        now += 100 * BURST * INTERVAL;
        take(BURST);
        assertThat(pace.remainingNanos()).isEqualTo(INTERVAL);
    }

    @Test
    void shouldDelayByOneIntervalAtMostAfterFullBatches() {
        take(100);
        assertThat(pace.remainingNanos()).isEqualTo(INTERVAL);
    }

    @Test
    void shouldNotDelayWithoutAnInterval() {
        BatchPace unpaced = new BatchPace(Duration.ZERO, () -> now);
        for (int batch = 0; batch < 2 * BURST; batch++) {
            unpaced.taken();
        }
        assertThat(unpaced.remainingNanos()).isZero();
    }

    private void take(int batches) {
        for (int batch = 0; batch < batches; batch++) {
            pace.taken();
        }
    }
}
