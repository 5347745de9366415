package dev.millrace.gateway.discovery;

import org.jspecify.annotations.Nullable;

/**
 * Health of one instance. An instance is ejected after a failure, or when it has answered none of its calls for the
 * stall time-out. After the ejection time it gets a single trial call; only the answer to it ends the ejection.
 */
final class InstanceHealth {
    private final long ejectionTime;
    private final long stallTimeout;
    private final InFlightCalls calls;
    private @Nullable Long failedAt;
    private @Nullable Long waitingSince;

    /**
     * @param ejectionTime ns that a failed instance is ejected for
     * @param stallTimeout ns without any answer that count as a failure
     */
    InstanceHealth(long ejectionTime, long stallTimeout, InFlightCalls calls) {
        this.ejectionTime = ejectionTime;
        this.stallTimeout = stallTimeout;
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
        if (waitingSince != null && now - waitingSince >= stallTimeout) {
            failed(now);
        }
        return failedAt != null && (waitingSince != null || now - failedAt < ejectionTime);
    }
}
