package dev.millrace.history.domain;

/**
 * A partition that a rebuild has not read completely.
 *
 * @param target offset from which on the live consumers also write to the generation
 */
public record PartitionProgress(String topic, int partition, long position, long target) {}
