package dev.millrace.relay.modes;

import dev.millrace.relay.kafka.Publisher;

/** How a leader publishes. An instance is used for one run. */
public interface PublishingMode {

    /**
     * Publishes what is committed until {@link #stop()}.
     *
     * @param publisher not fenced yet
     * @param streaming called once, when events begin to flow
     * @throws Exception when anything else ends the run; the supervisor then starts over
     */
    void run(Publisher publisher, Runnable streaming) throws Exception;

    /** Ends the run after the current batch, also when it has not begun. */
    void stop();
}
