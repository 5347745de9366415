package dev.millrace.chassis.messaging;

import io.smallrye.faulttolerance.api.Guard;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import org.jboss.logging.Logger;

/**
 * Repeats a failed effect with exponential back-off and jitter. What time heals (the database is away) is repeated until it is
 * healed, because giving up would move a whole outage's messages to the dead letters; but whoever pushes is told, and
 * pushes again. Anything else is given up after {@link EventingConfig#attempts()}.
 */
@ApplicationScoped
class RetryPolicy {
    private static final Logger LOG = Logger.getLogger(RetryPolicy.class);
    private static final long FIRST_DELAY_MS = 50;
    private static final long MAX_DELAY_MS = 5_000;

    private final ShutdownGate gate;
    private final Guard whileUnavailable;
    private final Guard limited;

    RetryPolicy(EventingConfig config, MessagingConfig messaging, ShutdownGate gate) {
        this.gate = gate;
        whileUnavailable = retry(messaging.kafkaEnabled() ? -1 : 0, true);
        limited = retry(config.attempts() - 1, false);
    }

    void call(Callable<Void> effect) throws Exception {
        whileUnavailable.call(() -> limited.call(effect, Void.class), Void.class);
    }

    private Guard retry(int maxRetries, boolean unavailable) {
        return Guard.create()
                .withRetry()
                .maxRetries(maxRetries)
                .maxDuration(0, ChronoUnit.MILLIS)
                .delay(FIRST_DELAY_MS, ChronoUnit.MILLIS)
                .jitter(FIRST_DELAY_MS / 2, ChronoUnit.MILLIS)
                .withExponentialBackoff()
                .maxDelay(MAX_DELAY_MS, ChronoUnit.MILLIS)
                .done()
                .whenException(e -> isRepeated(e) && TransientDatabaseFailure.isCauseOf(e) == unavailable)
                .beforeRetry(e -> LOG.warnf("Repeating a message after %s", TransientDatabaseFailure.rootOf(e)))
                .done()
                .build();
    }

    private boolean isRepeated(Throwable e) {
        return !(e instanceof PoisonMessage) && !gate.isClosed();
    }
}
