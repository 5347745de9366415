package dev.millrace.devstack.process;

/** An operation on a process failed. The message names the process, the cause and what to do. */
public final class ProcessFailed extends RuntimeException {

    public ProcessFailed(String message) {
        super(message);
    }

    public ProcessFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
