package dev.millrace.relay.health;

import java.util.Locale;
import java.util.Objects;
import org.jboss.logging.Logger;

/** State of one source and the reason for it. Logs every change once. */
public final class SourceStatus {
    private static final Logger LOG = Logger.getLogger(SourceStatus.class);

    /** @param reason what the relay waits for; empty when it waits for nothing */
    public record Now(RelayState phase, String reason) {}

    private final String sourceName;
    private volatile Now now = new Now(RelayState.CONNECTING, "starting");

    public SourceStatus(String sourceName) {
        this.sourceName = sourceName;
    }

    public String sourceName() {
        return sourceName;
    }

    public Now now() {
        return now;
    }

    public void set(RelayState phase) {
        set(phase, "");
    }

    /**
     * Ignores what is already set. A retry sets a new state only when it leads or stands by, so a recurring failure is
     * logged once.
     */
    public void set(RelayState phase, String reason) {
        Now next = new Now(phase, reason);
        if (Objects.equals(next, now)) {
            return;
        }
        now = next;
        if (reason.isEmpty()) {
            LOG.infof("%s: %s", sourceName, phase.name().toLowerCase(Locale.ROOT));
        } else {
            LOG.warnf("%s: %s: %s", sourceName, phase.name().toLowerCase(Locale.ROOT), reason);
        }
    }
}
