package dev.millrace.relay.outbox;

/** Where committed events come from, in commit order. Used for one run. */
public interface EventSource {

    /**
     * Hands over what was committed after {@code from}, batch by batch on one thread.
     *
     * @param streaming called once, when events begin to flow
     * @return when {@link #stop()} was called
     * @throws Exception what ended it otherwise
     */
    void run(LogPosition from, BatchSink publishing, Runnable streaming) throws Exception;

    /** Ends the run once the batch in hand is published; returns when it has ended. Safe in any state. */
    void stop();
}
