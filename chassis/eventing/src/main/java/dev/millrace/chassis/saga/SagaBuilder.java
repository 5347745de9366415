package dev.millrace.chassis.saga;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Declares a saga. The calls that follow {@link #step} configure that step. */
public final class SagaBuilder<D> {
    private final String type;
    private final int version;
    private final Class<D> data;
    private final List<SagaStep<D>> steps = new ArrayList<>();
    private Consumer<D> completed = value -> {};
    private BiConsumer<D, String> compensated = (value, reason) -> {};

    private @Nullable String name;
    private Predicate<D> condition = value -> true;
    private @Nullable SagaCommand<D> command;
    private Set<String> successes = Set.of();
    private Set<String> failures = Set.of();
    private boolean retriable;
    private Optional<Duration> timeout = Optional.empty();
    private Optional<SagaCommand<D>> compensation = Optional.empty();
    private Set<String> undone = Set.of();

    SagaBuilder(String type, int version, Class<D> data) {
        this.type = type;
        this.version = version;
        this.data = data;
    }

    /** Declares the next step. Steps are executed one after the other. */
    public SagaBuilder<D> step(String stepName) {
        finishStep();
        name = stepName;
        condition = value -> true;
        command = null;
        successes = Set.of();
        failures = Set.of();
        retriable = false;
        timeout = Optional.empty();
        compensation = Optional.empty();
        undone = Set.of();
        return this;
    }

    /** The step is skipped when the data does not meet the condition. */
    public SagaBuilder<D> when(Predicate<D> met) {
        condition = met;
        return this;
    }

    /** @param payload creates the command from the saga's id, which the reply must contain, and the saga's data */
    public SagaBuilder<D> invoke(Participant<D> participant, String commandType, BiFunction<UUID, D, ?> payload) {
        command = new SagaCommand<>(participant, commandType, payload);
        return this;
    }

    public SagaBuilder<D> succeedsOn(String... replies) {
        successes = Set.of(replies);
        return this;
    }

    /** Replies with which the participant refuses the command; it has changed nothing then. */
    public SagaBuilder<D> failsOn(String... replies) {
        failures = Set.of(replies);
        return this;
    }

    /** Time-out for the reply to the first attempt; {@code saga.timeout} by default. */
    public SagaBuilder<D> within(Duration time) {
        timeout = Optional.of(time);
        return this;
    }

    /** The step is repeated until it succeeds; it never triggers compensation. */
    public SagaBuilder<D> retriedUntilItSucceeds() {
        retriable = true;
        return this;
    }

    /** Undoes the step. It is also sent when it is unknown whether the step took effect, and must be idempotent. */
    public SagaBuilder<D> compensateWith(
            Participant<D> participant, String commandType, BiFunction<UUID, D, ?> payload) {
        compensation = Optional.of(new SagaCommand<>(participant, commandType, payload));
        return this;
    }

    public SagaBuilder<D> compensatedOn(String... replies) {
        undone = Set.of(replies);
        return this;
    }

    /** Runs in the transaction that completes the saga. */
    public SagaBuilder<D> onCompleted(Consumer<D> effect) {
        completed = effect;
        return this;
    }

    /** Runs in the transaction that ends the compensation, with the reason for the compensation. */
    public SagaBuilder<D> onCompensated(BiConsumer<D, String> effect) {
        compensated = effect;
        return this;
    }

    /** @throws IllegalStateException when a step has no command, or a command has no reply that ends it */
    public SagaDefinition<D> build() {
        finishStep();
        return new SagaDefinition<>(type, version, data, steps, completed, compensated);
    }

    private void finishStep() {
        if (name == null) {
            return;
        }
        if (command == null || successes.isEmpty() || compensation.isPresent() == undone.isEmpty()) {
            throw new IllegalStateException(
                    "Step %s of %s needs a command and a reply that means success, and so does its compensation"
                            .formatted(name, type));
        }
        steps.add(new SagaStep<>(
                name, condition, command, successes, failures, retriable, timeout, compensation, undone));
    }
}
