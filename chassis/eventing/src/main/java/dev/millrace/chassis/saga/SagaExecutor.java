package dev.millrace.chassis.saga;

import dev.millrace.chassis.outbox.Outbox;
import dev.millrace.chassis.saga.StepExecution.State;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Advances a saga: next step, compensation, end. The caller holds the lock on the instance's row. */
@ApplicationScoped
class SagaExecutor {
    /** Reason of a compensation because a participant has not replied. */
    static final String NO_REPLY = "NO_REPLY";

    private static final int MAXIMUM_DOUBLINGS = 16;
    private static final Logger LOG = Logger.getLogger(SagaExecutor.class);

    private final SagaRepository sagas;
    private final Outbox outbox;
    private final SagaConfig config;
    private final SagaStepTimers timers;

    SagaExecutor(SagaRepository sagas, Outbox outbox, SagaConfig config, SagaStepTimers timers) {
        this.sagas = sagas;
        this.outbox = outbox;
        this.config = config;
        this.timers = timers;
    }

    /** Begins the next step, or completes the saga. */
    <D> void forward(SagaInstance<D> saga) {
        Optional<SagaStep<D>> next = saga.nextStep();
        if (next.isPresent()) {
            begin(saga, next.get(), false);
        } else {
            sagas.end(saga.id(), SagaState.COMPLETED);
            saga.definition().complete(saga.data());
        }
    }

    void succeeded(SagaInstance<?> saga, StepExecution execution) {
        finish(saga, execution, State.SUCCEEDED, null);
        if (execution.compensation()) {
            compensateNext(saga);
        } else {
            forward(saga);
        }
    }

    /** The participant has refused the command. */
    <D> void refused(SagaInstance<D> saga, StepExecution execution, String reason) {
        SagaStep<D> step = saga.definition().step(execution.name());
        if (step.isRepeatedForEver(execution.compensation())) {
            sagas.noteError(saga.id(), execution.number(), reason);
            sagas.wakeAfter(saga.id(), delay(step, execution.attempts()));
        } else {
            finish(saga, execution, State.FAILED, reason);
            startCompensation(saga.withState(execution, State.FAILED), reason);
        }
    }

    /** The time-out for the reply has passed. */
    <D> void timedOut(SagaInstance<D> saga, StepExecution execution) {
        SagaStep<D> step = saga.definition().step(execution.name());
        boolean forEver = step.isRepeatedForEver(execution.compensation());
        if (execution.attempts() < config.attempts()) {
            send(saga, step, execution);
        } else if (forEver) {
            LOG.warnf(
                    "Saga %s (%s) needs attention: %s has not succeeded after %d attempts",
                    saga.id(), saga.definition().type(), execution.name(), execution.attempts());
            send(saga, step, execution);
        } else {
            finish(saga, execution, State.TIMED_OUT, "no reply to %d attempts".formatted(execution.attempts()));
            startCompensation(saga, NO_REPLY);
        }
    }

    private void finish(SagaInstance<?> saga, StepExecution execution, State state, @Nullable String error) {
        Duration taken = sagas.finish(saga.id(), execution.number(), state, error);
        timers.record(saga.definition().type(), execution, state, taken);
    }

    private void startCompensation(SagaInstance<?> saga, String reason) {
        sagas.switchToCompensation(saga.id(), reason);
        compensateNext(saga.withReason(reason));
    }

    /** Begins the next compensation, or ends the saga. */
    private <D> void compensateNext(SagaInstance<D> saga) {
        Optional<SagaStep<D>> next = saga.nextCompensation();
        if (next.isPresent()) {
            begin(saga, next.get(), true);
        } else {
            sagas.end(saga.id(), SagaState.COMPENSATED);
            saga.definition().compensate(saga.data(), Objects.requireNonNull(saga.reason()));
        }
    }

    private <D> void begin(SagaInstance<D> saga, SagaStep<D> step, boolean compensation) {
        StepExecution begun = StepExecution.begun(saga.nextNumber(), step.name(), compensation);
        sagas.begin(saga.id(), begun);
        send(saga, step, begun);
    }

    private <D> void send(SagaInstance<D> saga, SagaStep<D> step, StepExecution execution) {
        UUID command = outbox.publish(step.command(execution.compensation()).message(saga.id(), saga.data()));
        sagas.sent(saga.id(), execution.number(), command, delay(step, execution.attempts() + 1));
    }

    /** Exponential back-off up to the maximum. */
    private Duration delay(SagaStep<?> step, int attempts) {
        Duration first = step.timeout().orElse(config.timeout());
        long maximum = Math.max(first.toMillis(), config.maximumDelay().toMillis());
        int doublings = Math.clamp(attempts - 1, 0, MAXIMUM_DOUBLINGS);
        return Duration.ofMillis(Math.min(first.toMillis() << doublings, maximum));
    }
}
