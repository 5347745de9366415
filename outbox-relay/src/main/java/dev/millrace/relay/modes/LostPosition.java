package dev.millrace.relay.modes;

import dev.millrace.relay.config.RelayConfig.OnLostSlot;
import dev.millrace.relay.kafka.Publisher;
import dev.millrace.relay.outbox.PositionLost;
import dev.millrace.relay.postgres.OutboxTable;
import dev.millrace.relay.postgres.SourceDatabase;
import java.sql.SQLException;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Handles a lost position: stops until an operator decides, or removes the rows whose events are on Kafka. */
final class LostPosition {
    private static final Logger LOG = Logger.getLogger(LostPosition.class);
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private final SourceDatabase database;
    private final OnLostSlot choice;

    LostPosition(SourceDatabase database, OnLostSlot choice) {
        this.database = database;
        this.choice = choice;
    }

    /**
     * Returns when the table has only rows that are not on Kafka.
     *
     * @throws PositionLost when the configuration leaves the decision to the operator
     */
    void recover(String loss, Publisher publisher) throws SQLException, InterruptedException {
        if (choice == OnLostSlot.STOP) {
            throw new PositionLost(
                    "%s; events may be unpublished, and nothing is published or removed until it is started with relay.on-lost-slot=resync, which publishes those rows of %s that are not on Kafka"
                            .formatted(loss, database.table()));
        }
        LOG.warnf("%s: %s; publishing the rows that are not on Kafka", database.name(), loss);
        removePublished(publisher);
    }

    /** Removes the rows whose events are on Kafka from the table. */
    void removePublished(Publisher publisher) throws SQLException, InterruptedException {
        try (OutboxTable table = new OutboxTable(database, TIMEOUT)) {
            table.removePublished(publisher.published(table.ids()));
        }
    }
}
