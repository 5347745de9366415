package dev.millrace.chassis.start;

import io.quarkus.runtime.ShutdownEvent;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AfterStartTimerTest {
    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1);
    private final AfterStartTimer afterStart = new AfterStartTimer(executor);

    @AfterEach
    void end() {
        executor.shutdownNow();
    }

    @Test
    void shouldRunTheTask() {
        CompletableFuture<String> result = new CompletableFuture<>();
        afterStart.run(Duration.ofMillis(1), () -> result.complete("done"));
        assertThat(result).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("done");
    }

    @Test
    void shouldWaitForTheDelay() {
        afterStart.run(Duration.ofHours(1), () -> {});
        assertThat(executor.getQueue())
                .singleElement()
                .satisfies(task ->
                        assertThat(((Delayed) task).getDelay(TimeUnit.MINUTES)).isBetween(58L, 60L));
    }

    @Test
    void shouldLogTheFailureOfATask() {
        CompletableFuture<LogRecord> logged = new CompletableFuture<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                logged.complete(line);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger log = Logger.getLogger(AfterStartTimer.class.getName());
        log.addHandler(handler);
        try {
            IllegalStateException failure = new IllegalStateException("no digest");
            afterStart.run(Duration.ofMillis(1), () -> {
                throw failure;
            });
            assertThat(logged)
                    .succeedsWithin(Duration.ofSeconds(10))
                    .extracting(LogRecord::getThrown)
                    .isEqualTo(failure);
        } finally {
            log.removeHandler(handler);
        }
    }

    @Test
    void shouldCancelTheTaskWhenTheServiceStopsBefore() {
        executor.setRemoveOnCancelPolicy(true);
        afterStart.run(Duration.ofHours(1), () -> {});
        afterStart.cancel(new ShutdownEvent());
        assertThat(executor.getQueue()).isEmpty();
    }
}
