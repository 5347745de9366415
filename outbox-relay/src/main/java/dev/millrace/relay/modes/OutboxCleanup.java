package dev.millrace.relay.modes;

import dev.millrace.relay.outbox.BatchSink;
import dev.millrace.relay.outbox.LogPosition;
import dev.millrace.relay.outbox.PositionLost;
import dev.millrace.relay.postgres.OutboxTable;
import dev.millrace.relay.postgres.OutboxTable.Snapshot;
import dev.millrace.relay.postgres.SourceDatabase;
import dev.millrace.relay.postgres.SourceNotReady;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The leader's periodic work: removes published rows by their ids, writes a heartbeat when there is nothing to publish,
 * and checks that every committed row arrives through the log. See docs/decisions/013-published-rows-are-removed.md and
 * 040-position-and-history.md.
 */
public final class OutboxCleanup implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(OutboxCleanup.class);
    private static final long PERIOD_MILLIS = 1_000;
    private static final long PREFLIGHT_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration LAST_REMOVAL = Duration.ofSeconds(2);
    private static final int REMOVED_AT_ONCE = 5_000;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("relay-cleanup").daemon().factory());
    private final SourceDatabase database;
    private final Duration heartbeat;
    private final PublishedRows rows;
    private final Consumer<@Nullable Snapshot> published;
    private volatile long publishedLsn;
    private volatile @Nullable LogChecks checks;
    private volatile boolean ended;
    private @Nullable Snapshot notedAt;
    private long idleSince = System.nanoTime();
    private long publicationCheckedAt = System.nanoTime();
    private @Nullable OutboxTable table;
    private @Nullable String lastFailure;

    /** @param failed called once, when the leader must not go on */
    private record LogChecks(UndeliveredRows undelivered, Consumer<RuntimeException> failed) {}

    /** @param published receives points up to which every commit is published; null when that is not known any more */
    public OutboxCleanup(
            SourceDatabase database,
            Duration heartbeat,
            Duration keepPublished,
            Consumer<@Nullable Snapshot> published) {
        this.database = database;
        this.heartbeat = heartbeat;
        this.rows = new PublishedRows(keepPublished);
        this.published = published;
    }

    /** Starts to remove rows that are published through {@link #watch}. */
    OutboxCleanup start() {
        clock.scheduleWithFixedDelay(this::work, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        return this;
    }

    /**
     * Starts the heartbeats and the checks. Call once the log is being read.
     *
     * @param onKafka finds events on Kafka
     * @param failed called once, when the leader must not go on
     */
    void watchLog(LogPosition from, UndeliveredRows.Finder onKafka, Consumer<RuntimeException> failed) {
        publishedLsn = from.lsn();
        checks = new LogChecks(new UndeliveredRows(rows, onKafka), failed);
    }

    /** Wraps a sink to record the rows and positions that it publishes. */
    BatchSink watch(BatchSink sink) {
        return batch -> {
            sink.publish(batch);
            rows.add(batch.events());
            publishedLsn = ((LogPosition) batch.reached()).lsn();
        };
    }

    /** For the clock's thread only. */
    void work() {
        if (ended) {
            return;
        }
        try {
            if (table == null) {
                table = new OutboxTable(database, TIMEOUT);
            }
            remove(table);
            LogChecks due = checks;
            if (due != null) {
                check(table, due);
            }
            succeeded();
        } catch (SQLException | KafkaException e) {
            if (isNew(e)) {
                LOG.warnf("%s: published rows are not removed: %s", database.name(), e.getMessage());
            }
            closeTable();
        } catch (RuntimeException unexpected) {
            // An exception that leaves this method would end the periodic work without a word.
            if (isNew(unexpected)) {
                LOG.errorf(unexpected, "%s: published rows are not removed", database.name());
            }
            closeTable();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the work succeeded before, or failed for another reason. */
    private boolean isNew(Exception failure) {
        String before = lastFailure;
        lastFailure = failure.toString();
        return !lastFailure.equals(before);
    }

    private void succeeded() {
        if (lastFailure != null) {
            LOG.infof("%s: published rows are removed again", database.name());
            lastFailure = null;
        }
    }

    private void check(OutboxTable table, LogChecks checks) throws SQLException, InterruptedException {
        try {
            checkDelivery(table, checks.undelivered());
            checkPublication(table);
        } catch (PositionLost | SourceNotReady e) {
            ended = true;
            published.accept(null);
            checks.failed().accept(e);
        }
    }

    private void remove(OutboxTable table) throws SQLException {
        List<UUID> due = rows.due(Instant.now(), REMOVED_AT_ONCE);
        while (!due.isEmpty()) {
            table.removePublished(due);
            rows.removed(due);
            due = rows.due(Instant.now(), REMOVED_AT_ONCE);
        }
    }

    private void checkDelivery(OutboxTable table, UndeliveredRows undelivered)
            throws SQLException, InterruptedException {
        if (notedAt != null && Long.compareUnsigned(publishedLsn, notedAt.lsn()) >= 0) {
            undelivered.check(table);
            published.accept(notedAt);
            notedAt = null;
        }
        if (notedAt == null) {
            undelivered.note(table);
            notedAt = table.now();
            idleSince = System.nanoTime();
        } else if (undelivered.hasMore() || System.nanoTime() - idleSince >= heartbeat.toNanos()) {
            table.writeHeartbeat();
            idleSince = System.nanoTime();
        }
    }

    private void checkPublication(OutboxTable table) throws SQLException {
        if (System.nanoTime() - publicationCheckedAt >= PREFLIGHT_NANOS) {
            table.requireForLogTailing();
            publicationCheckedAt = System.nanoTime();
        }
    }

    private void closeTable() {
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

    /** Removes the rows published so far, unless that takes longer than two seconds. */
    @Override
    public void close() {
        checks = null;
        clock.execute(this::work);
        clock.execute(this::closeTable);
        clock.shutdown();
        try {
            if (!clock.awaitTermination(LAST_REMOVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warnf("%s: published rows are left for the next leader to remove", database.name());
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
