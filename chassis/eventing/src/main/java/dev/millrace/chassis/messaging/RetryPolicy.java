package dev.millrace.chassis.messaging;

import io.smallrye.faulttolerance.api.Guard;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import org.jboss.logging.Logger;

/**
 * Retries failed messages with exponential back-off and jitter. A {@link TransientDatabaseFailure} is retried without
 * limit, because otherwise all messages of an outage would become dead letters. If events are pushed it is not retried:
 * the source gets the error and pushes again. Other failures are retried up to {@link EventingConfig#attempts()}.
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
