package dev.millrace.history.messaging;

import dev.millrace.chassis.messaging.MessagingConfig;
import io.quarkus.scheduler.Scheduled.SkipPredicate;
import io.quarkus.scheduler.ScheduledExecution;
import jakarta.inject.Singleton;

/** Skips rebuilds on an instance to which events are pushed, since it has no access to Kafka. */
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
