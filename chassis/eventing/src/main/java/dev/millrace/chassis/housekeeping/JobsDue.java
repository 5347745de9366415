package dev.millrace.chassis.housekeeping;

/**
 * Event that runs the scheduled jobs at once, in the thread that fires it: for a process that is frozen between its
 * requests, where no timer would run.
 */
public record JobsDue() {}
