package dev.millrace.relay.lifecycle;

import dev.millrace.relay.kafka.Publisher;

/** What a leader does, from the moment it leads. Used for one run. */
interface PublishingMode {

    /**
     * Publishes what is committed until it is stopped.
     *
     * @param publisher not fenced yet
     * @param working called once, when events begin to flow
     * @throws Exception what ended it otherwise
     */
    void run(Publisher publisher, Runnable working) throws Exception;

    /** Makes the run end once the batch in hand is published, also when it has not begun. */
    void stop();
}
