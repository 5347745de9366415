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
import dev.millrace.relay.postgres.Database;
import dev.millrace.relay.postgres.NotPrepared;
import dev.millrace.relay.postgres.OutboxTable;
import dev.millrace.relay.postgres.Preflight;
import dev.millrace.relay.postgres.Slot;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Publishes from the database's log, beginning where Kafka says the last leader ended. */
final class Tailing implements Work {
    private static final Logger LOG = Logger.getLogger(Tailing.class);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Database database;
    private final RelayConfig config;
    private final EventSource source;
    private final Upkeep upkeep;

    Tailing(Database database, RelayConfig config, EventSource source, Upkeep upkeep) {
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
        try (Upkeep running = upkeep.start(position)) {
            source.run(position, running.watch(publisher), working);
        }
    }

    private LogPosition startingPoint(Publisher publisher) throws SQLException {
        Slot slot = new Slot(database);
        Map<String, Position> known = publisher.fenceAndReadPositions();
        if (known.get(database.name()) instanceof LogPosition position) {
            Optional<String> loss = slot.lost(position);
            return loss.isEmpty() ? position : afterLoss(loss.get(), slot, publisher);
        }
        removePublished(known.values());
        return config.onLostSlot() == OnLostSlot.RESYNC ? resync(slot, publisher) : slot.create();
    }

    private LogPosition afterLoss(String loss, Slot slot, Publisher publisher) throws SQLException {
        if (config.onLostSlot() == OnLostSlot.STOP) {
            throw new NotPrepared(
                    "%s, and events committed since may be unpublished; start with relay.on-lost-slot=resync to publish those rows of %s that are not on Kafka"
                            .formatted(loss, database.table()));
        }
        LOG.warnf("%s: %s; publishing the rows that are not on Kafka", database.name(), loss);
        return resync(slot, publisher);
    }

    private LogPosition resync(Slot slot, Publisher publisher) throws SQLException {
        try (OutboxTable table = new OutboxTable(database, PATIENCE)) {
            table.removeIds(publisher.published(table.ids()));
        }
        return slot.create();
    }

    /** By relays that polled this source before. */
    private void removePublished(Collection<Position> known) throws SQLException {
        try (OutboxTable table = new OutboxTable(database, PATIENCE)) {
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
