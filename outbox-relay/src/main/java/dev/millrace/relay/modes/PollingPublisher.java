package dev.millrace.relay.modes;

import dev.millrace.relay.config.RelayConfig;
import dev.millrace.relay.kafka.Publisher;
import dev.millrace.relay.outbox.Batch;
import dev.millrace.relay.outbox.BatchLimit;
import dev.millrace.relay.outbox.OutboxEvent;
import dev.millrace.relay.outbox.PolledPosition;
import dev.millrace.relay.postgres.HistoryToken;
import dev.millrace.relay.postgres.OutboxTable;
import dev.millrace.relay.postgres.Preflight;
import dev.millrace.relay.postgres.Shard;
import dev.millrace.relay.postgres.SourceDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Publishes the rows that a query finds, and removes them afterwards. It has no cursor that a late commit could fall
 * behind. Every row in the table is unpublished, except those of the last batch, which the position in Kafka names. See
 * docs/decisions/014-polling-publisher.md.
 */
public final class PollingPublisher implements PublishingMode {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** A position names every row of its batch and must fit into one record. */
    private static final int MOST_EVENTS = 10_000;

    private final SourceDatabase database;
    private final Shard shard;
    private final RelayConfig config;
    private final BatchLimit limit;
    private final CountDownLatch stopping = new CountDownLatch(1);

    public PollingPublisher(SourceDatabase database, Shard shard, RelayConfig config) {
        this.database = database;
        this.shard = shard;
        this.config = config;
        this.limit = new BatchLimit(
                Math.min(config.batchSize(), MOST_EVENTS),
                config.batchCharacters().asLongValue());
    }

    @Override
    public void run(Publisher publisher, Runnable streaming) throws Exception {
        Preflight.forPolling(database);
        try (OutboxTable table = new OutboxTable(database, TIMEOUT)) {
            String token = new PollingStart(database, shard, config, publisher, table).token();
            streaming.run();
            while (stopping.getCount() > 0) {
                List<OutboxEvent> events = table.next(shard.number(), shard.of(), limit);
                if (events.isEmpty()) {
                    stopping.await(config.polling().interval().toMillis(), TimeUnit.MILLISECONDS);
                } else {
                    token = publish(events, token, publisher, table);
                }
            }
        }
    }

    /** @return the token that the database has now */
    private String publish(List<OutboxEvent> events, String token, Publisher publisher, OutboxTable table)
            throws SQLException {
        List<UUID> ids =
                events.stream().map(event -> UUID.fromString(event.id())).toList();
        String next = HistoryToken.after(token);
        publisher.publish(new Batch(events, new PolledPosition(ids, next, token)));
        table.removePublished(ids, shard, next);
        return next;
    }

    @Override
    public void stop() {
        stopping.countDown();
    }
}
