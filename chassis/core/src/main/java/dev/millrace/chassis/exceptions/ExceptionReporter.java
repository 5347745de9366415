package dev.millrace.chassis.exceptions;

/**
 * Receives each unexpected exception. Every bean of this type is called: the built-in store, the sender to a tracker,
 * and what a service adds. An implementation must return soon and must not throw.
 */
public interface ExceptionReporter {
    void report(ExceptionReport report);
}
