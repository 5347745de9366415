package dev.millrace.relay.parked;

import dev.millrace.relay.config.RelayConfig;
import dev.millrace.relay.config.SourceConfig;
import dev.millrace.relay.kafka.ParkedEvents;
import dev.millrace.relay.kafka.PublisherFactory;
import dev.millrace.relay.outbox.OutboxEvent;
import dev.millrace.relay.postgres.OutboxTable;
import dev.millrace.relay.postgres.SourceDatabase;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Lists parked events, and publishes them once the cause is fixed. */
@Singleton
public class ParkedEventReplay {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final RelayConfig config;
    private final PublisherFactory publishers;

    ParkedEventReplay(RelayConfig config, PublisherFactory publishers) {
        this.config = config;
        this.publishers = publishers;
    }

    /**
     * Replays all events that are parked now. After a failure, what is already published stays published, and the next
     * replay continues from there.
     */
    public ParkedEvents.Outcome run() throws InterruptedException {
        try (ParkedEvents parked = publishers.parked()) {
            return parked.replay(new TableRows());
        }
    }

    /** Empty when no such event is parked. */
    public Optional<ParkedEvents.Outcome> run(UUID id) throws InterruptedException {
        try (ParkedEvents parked = publishers.parked()) {
            return parked.replay(id, new TableRows());
        }
    }

    /** The oldest parked events, at most {@code limit}. */
    public List<ParkedEvents.Parked> list(int limit) throws InterruptedException {
        try (ParkedEvents parked = publishers.parked()) {
            return parked.list(limit);
        }
    }

    /** Empty when no such event is parked. */
    public Optional<ParkedEvents.Parked> find(UUID id) throws InterruptedException {
        try (ParkedEvents parked = publishers.parked()) {
            return parked.find(id);
        }
    }

    private final class TableRows implements ParkedEvents.Rows {
        @Override
        public OutboxEvent read(String sourceName, UUID id) throws ParkedEvents.Unavailable {
            if (!config.sources().containsKey(sourceName)) {
                throw new ParkedEvents.Unavailable("its row is in the table of source " + sourceName
                        + ", which the relay that was asked does not have; ask one that does");
            }
            try (OutboxTable table = table(sourceName)) {
                return table.find(id)
                        .orElseThrow(() -> new ParkedEvents.Unavailable("its row is gone from the outbox"));
            } catch (SQLException e) {
                throw new ParkedEvents.Unavailable("its row cannot be read: " + e.getMessage());
            }
        }

        @Override
        public void remove(String sourceName, UUID id) {
            try (OutboxTable table = table(sourceName)) {
                table.removeIds(List.of(id));
            } catch (SQLException e) {
                throw new IllegalStateException(
                        "row " + id + " of source " + sourceName + " is published and stays", e);
            }
        }

        private OutboxTable table(String sourceName) throws SQLException {
            SourceConfig source = Objects.requireNonNull(config.sources().get(sourceName));
            return new OutboxTable(SourceDatabase.of(sourceName, source), TIMEOUT);
        }
    }
}
