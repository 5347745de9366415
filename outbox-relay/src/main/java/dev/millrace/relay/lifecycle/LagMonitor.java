package dev.millrace.relay.lifecycle;

import dev.millrace.relay.postgres.Database;
import dev.millrace.relay.postgres.OutboxTable;
import dev.millrace.relay.postgres.OutboxTable.Moment;
import dev.millrace.relay.postgres.OutboxTable.Waiting;
import dev.millrace.relay.postgres.Slot;
import dev.millrace.relay.postgres.Slot.Lag;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Measures how far a source is behind, whoever leads and also while nobody can. */
final class LagMonitor {
    private static final Logger LOG = Logger.getLogger(LagMonitor.class);
    private static final Duration PERIOD = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** @param slot empty when there is none */
    record Measured(Waiting waiting, Optional<Lag> slot) {}

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("relay-lag").daemon().factory());
    private final Database database;
    private volatile Moment publishedBefore;
    private volatile Optional<Measured> last = Optional.empty();

    LagMonitor(Database database) {
        this.database = database;
    }

    String sourceName() {
        return database.name();
    }

    void start() {
        clock.scheduleWithFixedDelay(this::measure, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop() {
        clock.shutdown();
    }

    /** All transactions that had ended at that moment are published; with null, nothing is known. */
    void published(Moment moment) {
        publishedBefore = moment;
    }

    /** Empty until it was measured, and while it cannot be. */
    Optional<Measured> last() {
        return last;
    }

    private void measure() {
        try (OutboxTable table = new OutboxTable(database, PATIENCE)) {
            last = table.exists()
                    ? Optional.of(new Measured(table.waiting(publishedBefore), new Slot(database).lag()))
                    : Optional.empty();
        } catch (SQLException | RuntimeException e) {
            // The supervisor says what is the matter with the database.
            LOG.debugf(e, "%s: lag not measured", database.name());
            last = Optional.empty();
        }
    }
}
