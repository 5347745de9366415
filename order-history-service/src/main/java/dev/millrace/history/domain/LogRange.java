package dev.millrace.history.domain;

/**
 * What the log has of a partition.
 *
 * @param begin position of its first record
 * @param end position after its last record
 */
public record LogRange(String topic, int partition, long begin, long end) {}
