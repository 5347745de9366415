package dev.millrace.chassis.saga;

import java.util.Set;
import java.util.UUID;

/**
 * A step that has been begun, forward or as a compensation.
 *
 * @param number its place in the order of execution, from 1
 * @param attempts how often its command was sent
 * @param commands event ids of these
 */
record StepExecution(int number, String name, boolean compensation, State state, int attempts, Set<UUID> commands) {
    enum State {
        RUNNING,
        SUCCEEDED,
        /** The participant has refused: nothing has happened there. */
        FAILED,
        /** There was no reply: nobody knows whether it has happened. */
        TIMED_OUT
    }

    /** Begun, and no command sent yet. */
    static StepExecution begun(int number, String name, boolean compensation) {
        return new StepExecution(number, name, compensation, State.RUNNING, 0, Set.of());
    }

    StepExecution withState(State next) {
        return new StepExecution(number, name, compensation, next, attempts, commands);
    }

    boolean isRunning() {
        return state == State.RUNNING;
    }

    /** Whether there may be something to undo. */
    boolean mayHaveTakenEffect() {
        return !compensation && state != State.FAILED;
    }
}
