package dev.millrace.relay.health;

import dev.millrace.relay.postgres.LagReader;
import dev.millrace.relay.postgres.LagReader.SlotLag;
import dev.millrace.relay.postgres.LagReader.Waiting;
import dev.millrace.relay.postgres.OutboxTable.Snapshot;
import dev.millrace.relay.postgres.SourceDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Measures the lag of a source, whether this relay leads or not, and also while no relay can. It keeps its connection:
 * logging in costs the process more than all measurements.
 */
public final class LagMonitor {
    private static final Logger LOG = Logger.getLogger(LagMonitor.class);
    private static final Duration PERIOD = Duration.ofSeconds(5);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** @param slot empty when there is none */
    record Measured(Waiting waiting, Optional<SlotLag> slot) {}

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("relay-lag").daemon().factory());
    private final SourceDatabase database;
    private volatile @Nullable Snapshot publishedBefore;
    private volatile Optional<Measured> last = Optional.empty();
    private @Nullable LagReader reader;

    LagMonitor(SourceDatabase database) {
        this.database = database;
    }

    String sourceName() {
        return database.name();
    }

    void start() {
        clock.scheduleWithFixedDelay(this::measure, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Has no effect the second time. */
    void stop() {
        if (!clock.isShutdown()) {
            clock.execute(this::close);
            clock.shutdown();
        }
    }

    /** Declares that all transactions which had ended at this point are published; null when that is not known. */
    public void published(@Nullable Snapshot moment) {
        publishedBefore = moment;
    }

    /** Empty until the first measurement, and while measuring fails. */
    Optional<Measured> last() {
        return last;
    }

    /** For the clock's thread only. */
    void measure() {
        try {
            if (reader == null) {
                reader = new LagReader(database, TIMEOUT);
            }
            last = reader.tableExists()
                    ? Optional.of(new Measured(reader.count(publishedBefore), reader.slotLag()))
                    : Optional.empty();
        } catch (SQLException | RuntimeException e) {
            // The supervisor reports what is wrong with the database.
            LOG.debugf(e, "%s: lag not measured", database.name());
            last = Optional.empty();
            close();
        }
    }

    private void close() {
        try {
            if (reader != null) {
                reader.close();
            }
        } catch (SQLException alreadyBroken) {
            LOG.debug("the session was broken", alreadyBroken);
        } finally {
            reader = null;
        }
    }
}
