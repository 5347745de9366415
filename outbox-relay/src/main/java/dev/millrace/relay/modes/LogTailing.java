package dev.millrace.relay.modes;

import dev.millrace.relay.config.RelayConfig;
import dev.millrace.relay.kafka.Publisher;
import dev.millrace.relay.outbox.Batch;
import dev.millrace.relay.outbox.BatchLimit;
import dev.millrace.relay.outbox.BatchSink;
import dev.millrace.relay.outbox.EventSource;
import dev.millrace.relay.outbox.LogPosition;
import dev.millrace.relay.outbox.PolledPosition;
import dev.millrace.relay.outbox.Position;
import dev.millrace.relay.outbox.PositionLost;
import dev.millrace.relay.postgres.BacklogReader;
import dev.millrace.relay.postgres.ForeignSlot;
import dev.millrace.relay.postgres.OutboxTable;
import dev.millrace.relay.postgres.Preflight;
import dev.millrace.relay.postgres.ReplicationSlot;
import dev.millrace.relay.postgres.SourceDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Publishes from the database's log, starting at the position in Kafka, once the log proves to have the same history up
 * to there. See docs/decisions/040-position-and-history.md.
 */
public final class LogTailing implements PublishingMode {
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private final SourceDatabase database;
    private final RelayConfig config;
    private final EventSource source;
    private final OutboxCleanup cleanup;
    private final LostPosition lostPosition;
    private volatile @Nullable RuntimeException failure;

    public LogTailing(SourceDatabase database, RelayConfig config, EventSource source, OutboxCleanup cleanup) {
        this.database = database;
        this.config = config;
        this.source = source;
        this.cleanup = cleanup;
        this.lostPosition = new LostPosition(database, config.onLostSlot());
    }

    @Override
    public void run(Publisher publisher, Runnable streaming) throws Exception {
        Preflight.forLogTailing(database);
        LogPosition position = startingPoint(publisher);
        try (OutboxCleanup running = cleanup.start()) {
            BatchSink sink = running.watch(publisher);
            if (position.mayBePublishedBefore() != null) {
                sink = new DuplicateFilter(sink, publisher::published, position.mayBePublishedBefore());
            }
            if (position.backlog() != null) {
                position = new BacklogReader(database, BatchLimit.of(config)).publish(position, sink);
            }
            tail(position, publisher, sink, streaming);
        } catch (PositionLost e) {
            lostPosition.recover(String.valueOf(e.getMessage()), publisher);
            publisher.publish(beforeSlot());
        }
    }

    /**
     * Writes a heartbeat first, so that the log has a row to read. The first row read is the last published one, or it
     * proves another history.
     */
    private void tail(LogPosition from, Publisher publisher, BatchSink sink, Runnable streaming) throws Exception {
        try (OutboxTable table = new OutboxTable(database, TIMEOUT)) {
            table.writeHeartbeat();
        }
        source.run(from, sink, () -> {
            cleanup.watchLog(from, publisher::published, this::fail);
            streaming.run();
        });
        if (failure instanceof PositionLost) {
            publisher.publish(new Batch(List.of(), from.asLost(String.valueOf(failure.getMessage()))));
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void fail(RuntimeException reason) {
        failure = reason;
        source.stop();
    }

    private LogPosition startingPoint(Publisher publisher) throws SQLException, InterruptedException {
        ReplicationSlot slot = new ReplicationSlot(database);
        boolean publishedBefore = slot.exists() || isKnownToRelays();
        Map<String, Position> known = publisher.fenceAndReadPositions();
        if (known.get(database.name()) instanceof LogPosition position && !position.isBeforeSlot()) {
            Optional<String> loss = position.lost() == null ? slot.lost(position) : Optional.of(position.lost());
            if (loss.isEmpty()) {
                return position;
            }
            lostPosition.recover(loss.get(), publisher);
        } else if (database.takeOverSlot().isPresent() && isFirstStart(known, publishedBefore)) {
            return takeOver(database.takeOverSlot().get(), publisher);
        } else if (known.isEmpty() && publishedBefore) {
            lostPosition.recover(noPosition(), publisher);
        } else if (isPolled(known)) {
            lostPosition.removePublished(publisher);
        }
        return begin(slot, known, publisher);
    }

    /** Also when an earlier first start was interrupted: it has stored a position before it made the slot. */
    private boolean isFirstStart(Map<String, Position> known, boolean publishedBefore) {
        return known.isEmpty() ? !publishedBefore : known.get(database.name()) instanceof LogPosition;
    }

    /** Parks the rows that are in the table now: the other program remains responsible for them. */
    private LogPosition takeOver(String slot, Publisher publisher) throws SQLException {
        publisher.publish(beforeSlot());
        try (OutboxTable table = new OutboxTable(database, TIMEOUT)) {
            table.parkAll();
        }
        LogPosition position = new ForeignSlot(database, slot).copy();
        publisher.publish(new Batch(List.of(), position));
        return position;
    }

    /**
     * Stores a position in Kafka before it creates the slot. A slot without a position then always means that the
     * position is lost.
     */
    private LogPosition begin(ReplicationSlot slot, Map<String, Position> known, Publisher publisher)
            throws SQLException {
        publisher.publish(beforeSlot());
        known.keySet().stream().filter(name -> !name.equals(database.name())).forEach(publisher::deletePosition);
        return slot.create();
    }

    private Batch beforeSlot() {
        return new Batch(List.of(), LogPosition.beforeSlot(database.slot()));
    }

    private static boolean isPolled(Map<String, Position> known) {
        return known.values().stream().anyMatch(PolledPosition.class::isInstance);
    }

    private String noPosition() {
        return "Kafka has no position of source %s in %s, although its slot or its heartbeat shows that a relay has published from it"
                .formatted(database.name(), config.topics().positions());
    }

    private boolean isKnownToRelays() throws SQLException {
        try (OutboxTable table = new OutboxTable(database, TIMEOUT)) {
            return table.isKnownToRelays();
        }
    }

    @Override
    public void stop() {
        source.stop();
    }
}
