package dev.millrace.chassis.saga;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A saga as operators see it.
 *
 * @param reason why it is or was compensated; null if it was not
 * @param endedAt null while it is running
 * @param steps started steps in the order of execution
 */
@RegisterForReflection
public record SagaSummary(
        UUID id,
        String type,
        int version,
        SagaState state,
        @Nullable String reason,
        Instant startedAt,
        @Nullable Instant endedAt,
        List<Step> steps) {

    /**
     * A started step.
     *
     * @param compensation whether this is the compensation of the step with this name
     * @param state RUNNING, SUCCEEDED, FAILED (refused) or TIMED_OUT
     * @param attempts number of times its command was sent, plus failed attempts to process the saga
     * @param error error of the last attempt; null if there is none
     */
    @RegisterForReflection
    public record Step(
            String name,
            boolean compensation,
            String state,
            int attempts,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String error) {}
}
