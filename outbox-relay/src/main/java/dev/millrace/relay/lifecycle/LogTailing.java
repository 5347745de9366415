package dev.millrace.relay.lifecycle;

import dev.millrace.relay.config.RelayConfig;
import dev.millrace.relay.config.RelayConfig.OnLostSlot;
import dev.millrace.relay.kafka.Publisher;
import dev.millrace.relay.outbox.BatchLimit;
import dev.millrace.relay.outbox.EventSource;
import dev.millrace.relay.outbox.LogPosition;
import dev.millrace.relay.outbox.PolledPosition;
import dev.millrace.relay.outbox.Position;
import dev.millrace.relay.postgres.BacklogReader;
import dev.millrace.relay.postgres.OutboxTable;
import dev.millrace.relay.postgres.Preflight;
import dev.millrace.relay.postgres.ReplicationSlot;
import dev.millrace.relay.postgres.SourceDatabase;
import dev.millrace.relay.postgres.SourceNotReady;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Publishes from the database's log, beginning where Kafka says the last leader ended. */
final class LogTailing implements PublishingMode {
    private static final Logger LOG = Logger.getLogger(LogTailing.class);
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private final SourceDatabase database;
    private final RelayConfig config;
    private final EventSource source;
    private final OutboxCleanup upkeep;

    LogTailing(SourceDatabase database, RelayConfig config, EventSource source, OutboxCleanup upkeep) {
        this.database = database;
        this.config = config;
        this.source = source;
        this.upkeep = upkeep;
    }

    @Override
    public void run(Publisher publisher, Runnable working) throws Exception {
        Preflight.forLogTailing(database);
        LogPosition position = startingPoint(publisher);
        if (position.backlog() != null) {
            position = new BacklogReader(database, BatchLimit.of(config)).publish(position, publisher);
        }
        try (OutboxCleanup running = upkeep.start(position)) {
            source.run(position, running.watch(publisher), working);
        }
    }

    private LogPosition startingPoint(Publisher publisher) throws SQLException {
        ReplicationSlot slot = new ReplicationSlot(database);
        Map<String, Position> known = publisher.fenceAndReadPositions();
        if (known.get(database.name()) instanceof LogPosition position) {
            Optional<String> loss = slot.lost(position);
            return loss.isEmpty() ? position : afterLoss(loss.get(), slot, publisher);
        }
        removePublished(known.values());
        return config.onLostSlot() == OnLostSlot.RESYNC ? resync(slot, publisher) : slot.create();
    }

    private LogPosition afterLoss(String loss, ReplicationSlot slot, Publisher publisher) throws SQLException {
        if (config.onLostSlot() == OnLostSlot.STOP) {
            throw new SourceNotReady(
                    "%s, and events committed since may be unpublished; start with relay.on-lost-slot=resync to publish those rows of %s that are not on Kafka"
                            .formatted(loss, database.table()));
        }
        LOG.warnf("%s: %s; publishing the rows that are not on Kafka", database.name(), loss);
        return resync(slot, publisher);
    }

    private LogPosition resync(ReplicationSlot slot, Publisher publisher) throws SQLException {
        try (OutboxTable table = new OutboxTable(database, TIMEOUT)) {
            table.removeIds(publisher.published(table.ids()));
        }
        return slot.create();
    }

    /** By relays that polled this source before. */
    private void removePublished(Collection<Position> known) throws SQLException {
        try (OutboxTable table = new OutboxTable(database, TIMEOUT)) {
            for (Position position : known) {
                if (position instanceof PolledPosition polled) {
                    table.removeSeqs(polled.published());
                }
            }
        }
    }

    @Override
    public void stop() {
        source.stop();
    }
}
