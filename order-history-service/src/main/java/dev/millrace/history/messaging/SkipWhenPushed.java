package dev.millrace.history.messaging;

import dev.millrace.chassis.messaging.MessagingConfig;
import io.quarkus.scheduler.Scheduled.SkipPredicate;
import io.quarkus.scheduler.ScheduledExecution;
import jakarta.inject.Singleton;

/** An instance to which events are pushed has no log to rebuild the view from. */
@Singleton
class SkipWhenPushed implements SkipPredicate {
    private final boolean pushed;

    SkipWhenPushed(MessagingConfig config) {
        pushed = !config.kafkaEnabled();
    }

    @Override
    public boolean test(ScheduledExecution execution) {
        return pushed;
    }
}
