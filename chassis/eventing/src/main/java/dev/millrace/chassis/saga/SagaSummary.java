package dev.millrace.chassis.saga;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A saga as operators see it.
 *
 * @param reason why it is or was compensated; null when it was not
 * @param endedAt null while it runs
 * @param steps those which were begun, in the order of execution
 */
@RegisterForReflection
public record SagaSummary(
        UUID id,
        String type,
        int version,
        SagaState state,
        String reason,
        Instant startedAt,
        Instant endedAt,
        List<Step> steps) {

    /**
     * A step that was begun.
     *
     * @param compensation whether this is the undoing of the step with the name
     * @param state RUNNING, SUCCEEDED, FAILED (refused) or TIMED_OUT
     * @param attempts how often its command was sent
     * @param error why the last attempt has not succeeded; null when there is nothing to tell
     */
    @RegisterForReflection
    public record Step(
            String name,
            boolean compensation,
            String state,
            int attempts,
            Instant startedAt,
            Instant endedAt,
            String error) {}
}
