package dev.millrace.history.domain;

/**
 * A partition of the log that a building generation has still to read.
 *
 * @param target position from which on the live consumers have written to the generation, too
 */
public record PartitionProgress(String topic, int partition, long position, long target) {}
