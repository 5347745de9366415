package dev.millrace.relay.lifecycle;

import dev.millrace.relay.config.RelayConfig;
import dev.millrace.relay.kafka.ParkedEvents;
import dev.millrace.relay.kafka.PublisherFactory;
import dev.millrace.relay.postgres.OutboxTable;
import dev.millrace.relay.postgres.SourceDatabase;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Publishes parked rows once what kept them from it is mended. */
@Singleton
public class ParkedEventReplay {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final RelayConfig config;
    private final PublisherFactory publishers;

    ParkedEventReplay(RelayConfig config, PublisherFactory publishers) {
        this.config = config;
        this.publishers = publishers;
    }

    public ParkedEvents.Outcome run() throws InterruptedException {
        try (ParkedEvents parked = publishers.parked()) {
            return parked.replay(new TableRows());
        }
    }

    private final class TableRows implements ParkedEvents.Rows {
        @Override
        public Optional<String> payload(String sourceName, UUID id) {
            try (OutboxTable table = table(sourceName)) {
                return table.payload(id);
            } catch (SQLException e) {
                throw new IllegalStateException("row " + id + " of source " + sourceName + " cannot be read", e);
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
            RelayConfig.Source source = config.sources().get(sourceName);
            if (source == null) {
                throw new IllegalStateException("there is a parked row of source " + sourceName
                        + ", which is not configured; replay where it is");
            }
            return new OutboxTable(SourceDatabase.of(sourceName, source), TIMEOUT);
        }
    }
}
