package dev.millrace.gateway.discovery;

/**
 * What is known of one instance. It is left out after a failure, or when for too long it has answered none of the calls
 * it got; after the pause it gets a single call, and only the answer to that brings it back.
 */
final class InstanceHealth {
    private final long pause;
    private final long patience;
    private final InFlightCalls calls;
    private Long failedAt;
    private Long waitingSince;

    /**
     * @param pause ns to leave it out
     * @param patience ns without any answer that count as a failure
     */
    InstanceHealth(long pause, long patience, InFlightCalls calls) {
        this.pause = pause;
        this.patience = patience;
        this.calls = calls;
    }

    InFlightCalls calls() {
        return calls;
    }

    synchronized void called(long now) {
        if (waitingSince == null) {
            waitingSince = now;
        }
    }

    synchronized void answered() {
        failedAt = null;
        waitingSince = null;
    }

    synchronized void failed(long now) {
        failedAt = now;
        waitingSince = null;
    }

    synchronized boolean isLeftOut(long now) {
        if (waitingSince != null && now - waitingSince >= patience) {
            failed(now);
        }
        return failedAt != null && (waitingSince != null || now - failedAt < pause);
    }
}
