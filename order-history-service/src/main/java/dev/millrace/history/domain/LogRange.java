package dev.millrace.history.domain;

/**
 * The offsets that Kafka has of a partition.
 *
 * @param begin offset of the first record
 * @param end offset after the last record
 */
public record LogRange(String topic, int partition, long begin, long end) {}
