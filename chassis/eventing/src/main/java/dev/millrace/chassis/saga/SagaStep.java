package dev.millrace.chassis.saga;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** A step of a saga's declaration. */
record SagaStep<D>(
        String name,
        Predicate<D> condition,
        SagaCommand<D> command,
        Set<String> successes,
        Set<String> failures,
        boolean retriable,
        Optional<Duration> timeout,
        Optional<SagaCommand<D>> compensation,
        Set<String> compensated) {

    SagaCommand<D> command(boolean isCompensation) {
        return isCompensation ? compensation.orElseThrow() : command;
    }

    /** Whether the command is repeated until it succeeds, because the saga has no alternative. */
    boolean isRepeatedForEver(boolean isCompensation) {
        return isCompensation || retriable;
    }

    boolean isSuccess(String reply, boolean isCompensation) {
        return (isCompensation ? compensated : successes).contains(reply);
    }

    boolean knows(String reply) {
        return successes.contains(reply) || failures.contains(reply) || compensated.contains(reply);
    }
}
