package dev.millrace.relay.outbox;

/** Publishes a batch and its position atomically. Returns once both are committed. */
@FunctionalInterface
public interface BatchSink {
    void publish(Batch batch);
}
