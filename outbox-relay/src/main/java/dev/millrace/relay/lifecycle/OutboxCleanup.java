package dev.millrace.relay.lifecycle;

import dev.millrace.relay.outbox.BatchSink;
import dev.millrace.relay.outbox.LogPosition;
import dev.millrace.relay.postgres.OutboxTable;
import dev.millrace.relay.postgres.OutboxTable.Snapshot;
import dev.millrace.relay.postgres.SourceDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * What a leader does beside publishing: removes published rows, and writes a heartbeat when there is nothing to publish.
 * It notes a moment of the database; as soon as something from a later place of the log is published, so is everything
 * that had ended at that moment. See docs/decisions/013-published-rows-are-removed.md.
 */
final class OutboxCleanup implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(OutboxCleanup.class);
    private static final long PERIOD_MILLIS = 1_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("relay-upkeep").daemon().factory());
    private final SourceDatabase database;
    private final Duration heartbeat;
    private final Duration keepPublished;
    private final Consumer<Snapshot> published;
    private volatile long publishedLsn;
    private Snapshot noted;
    private long quietSince = System.nanoTime();
    private OutboxTable table;

    OutboxCleanup(SourceDatabase database, Duration heartbeat, Duration keepPublished, Consumer<Snapshot> published) {
        this.database = database;
        this.heartbeat = heartbeat;
        this.keepPublished = keepPublished;
        this.published = published;
    }

    OutboxCleanup start(LogPosition from) {
        publishedLsn = from.lsn();
        clock.scheduleWithFixedDelay(this::work, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        return this;
    }

    /** The same publishing, watched. */
    BatchSink watch(BatchSink publishing) {
        return batch -> {
            publishing.publish(batch);
            publishedLsn = ((LogPosition) batch.reached()).lsn();
        };
    }

    private void work() {
        try {
            if (table == null) {
                table = new OutboxTable(database, TIMEOUT);
            }
            lookAt(table);
        } catch (SQLException e) {
            LOG.warnf("%s: published rows are not removed: %s", database.name(), e.getMessage());
            release();
        }
    }

    private void lookAt(OutboxTable table) throws SQLException {
        if (noted != null && Long.compareUnsigned(publishedLsn, noted.lsn()) >= 0) {
            table.removeOlderThan(noted, keepPublished);
            published.accept(noted);
            noted = null;
        }
        if (noted == null) {
            noted = table.now();
            quietSince = System.nanoTime();
        } else if (System.nanoTime() - quietSince >= heartbeat.toNanos()) {
            table.writeHeartbeat();
            quietSince = System.nanoTime();
        }
    }

    private void release() {
        try {
            if (table != null) {
                table.close();
            }
        } catch (SQLException alreadyBroken) {
            LOG.debug("the session was broken", alreadyBroken);
        } finally {
            table = null;
        }
    }

    @Override
    public void close() {
        clock.execute(this::release);
        clock.shutdown();
    }
}
