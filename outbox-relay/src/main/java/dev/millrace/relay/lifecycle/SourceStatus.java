package dev.millrace.relay.lifecycle;

import java.util.Objects;
import org.jboss.logging.Logger;

/** One source's phase and its reason; says every change once in the log. */
public final class SourceStatus {
    private static final Logger LOG = Logger.getLogger(SourceStatus.class);

    /** @param reason what it waits for; empty when there is nothing to say */
    public record Now(RelayState phase, String reason) {}

    private final String sourceName;
    private volatile Now now = new Now(RelayState.CONNECTING, "starting");

    SourceStatus(String sourceName) {
        this.sourceName = sourceName;
    }

    public String sourceName() {
        return sourceName;
    }

    public Now now() {
        return now;
    }

    void is(RelayState phase) {
        is(phase, "");
    }

    /** Going on to lead or stand by is no news as long as the same trouble returns. */
    void is(RelayState phase, String reason) {
        Now next = new Now(phase, reason);
        if (Objects.equals(next, now)) {
            return;
        }
        now = next;
        if (reason.isEmpty()) {
            LOG.infof("%s: %s", sourceName, phase.name().toLowerCase());
        } else {
            LOG.warnf("%s: %s: %s", sourceName, phase.name().toLowerCase(), reason);
        }
    }
}
