package dev.millrace.chassis.saga;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A running saga as it is in the database. Its row is locked.
 *
 * @param origin trace context, request id and actor that started it
 * @param reason why it is compensated; null while it is not
 */
record SagaInstance<D>(
        UUID id,
        SagaDefinition<D> definition,
        D data,
        Map<String, String> origin,
        @Nullable String reason,
        List<StepExecution> executions) {

    Optional<StepExecution> running() {
        return executions.stream().filter(StepExecution::isRunning).findFirst();
    }

    int nextNumber() {
        return executions.size() + 1;
    }

    /** The first step that has not been started. */
    Optional<SagaStep<D>> nextStep() {
        long begun = executions.stream().filter(each -> !each.compensation()).count();
        return definition.stepsFor(data).skip(begun).findFirst();
    }

    /** The last step that may have taken effect and has not been compensated. */
    Optional<SagaStep<D>> nextCompensation() {
        List<String> undone = executions.stream()
                .filter(StepExecution::compensation)
                .map(StepExecution::name)
                .toList();
        return executions.reversed().stream()
                .filter(StepExecution::mayHaveTakenEffect)
                .filter(each -> !undone.contains(each.name()))
                .map(each -> definition.step(each.name()))
                .filter(step -> step.compensation().isPresent())
                .findFirst();
    }

    SagaInstance<D> withState(StepExecution execution, StepExecution.State state) {
        List<StepExecution> changed = executions.stream()
                .map(each -> each.number() == execution.number() ? each.withState(state) : each)
                .toList();
        return new SagaInstance<>(id, definition, data, origin, reason, changed);
    }

    SagaInstance<D> withReason(String why) {
        return new SagaInstance<>(id, definition, data, origin, why, executions);
    }
}
