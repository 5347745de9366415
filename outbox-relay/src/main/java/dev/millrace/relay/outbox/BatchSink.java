package dev.millrace.relay.outbox;

/** Publishes a batch and its position together or not at all; returns when they are committed. */
@FunctionalInterface
public interface BatchSink {
    void publish(Batch batch);
}
