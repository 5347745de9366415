package dev.millrace.relay.debezium;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(30)
class EngineRunTest {
    private final EngineRun run = new EngineRun();
    private final CountDownLatch polling = new CountDownLatch(1);

    @Test
    void shouldEndAnEngineThatWaitsForATaskWhichNeverRuns() throws Exception {
        CompletableFuture<Boolean> interruptedAfterwards = CompletableFuture.supplyAsync(() -> {
            run.run(this::waitForEver);
            return Thread.currentThread().isInterrupted();
        });
        polling.await();
        run.interrupt();
        assertThat(interruptedAfterwards.get()).isFalse();
    }

    @Test
    void shouldNotLeaveTheInterruptToWhatTheThreadDoesNext() {
        run.run(run::interrupt);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void shouldNotInterruptWhatTheThreadDoesAfterTheRun() {
        run.run(() -> {});
        run.interrupt();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    /** As Debezium's engine, which takes an interrupt for the end of its polling. */
    private void waitForEver() {
        polling.countDown();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException endOfPolling) {
            // the engine goes on with its end
        }
    }
}
