package dev.millrace.relay.outbox;

/** Source of committed events, in commit order. An instance is used for one run. */
public interface EventSource {

    /**
     * Passes on what was committed after {@code from}, batch by batch on one thread. Returns after {@link #stop()}.
     *
     * @param streaming called once, when events begin to flow
     * @throws Exception when anything else ends the run
     */
    void run(LogPosition from, BatchSink publishing, Runnable streaming) throws Exception;

    /** Ends the run after the current batch; returns when it has ended. May be called in any state. */
    void stop();
}
