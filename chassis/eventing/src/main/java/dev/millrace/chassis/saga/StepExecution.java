package dev.millrace.chassis.saga;

import java.util.Set;
import java.util.UUID;

/**
 * A started step or compensation.
 *
 * @param number position in the order of execution, from 1
 * @param attempts number of times its command was sent, plus failed attempts to process the saga
 * @param commands event ids of the commands sent
 */
record StepExecution(int number, String name, boolean compensation, State state, int attempts, Set<UUID> commands) {
    enum State {
        RUNNING,
        SUCCEEDED,
        /** The participant has refused, and has changed nothing. */
        FAILED,
        /** There was no reply; it is unknown whether the step took effect. */
        TIMED_OUT
    }

    /** A started step whose command has not been sent yet. */
    static StepExecution begun(int number, String name, boolean compensation) {
        return new StepExecution(number, name, compensation, State.RUNNING, 0, Set.of());
    }

    StepExecution withState(State next) {
        return new StepExecution(number, name, compensation, next, attempts, commands);
    }

    boolean isRunning() {
        return state == State.RUNNING;
    }

    /** Whether the step may need compensation. */
    boolean mayHaveTakenEffect() {
        return !compensation && state != State.FAILED;
    }
}
