package dev.millrace.relay.outbox;

/**
 * Publishes a batch and its position atomically. Returns once both are committed. After an exception the outcome is
 * unknown: the next leader reads the position from Kafka.
 */
@FunctionalInterface
public interface BatchSink {
    void publish(Batch batch);
}
