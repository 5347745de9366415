package dev.millrace.relay.lifecycle;

import dev.millrace.relay.config.RelayConfig;
import dev.millrace.relay.kafka.Publisher;
import dev.millrace.relay.outbox.Batch;
import dev.millrace.relay.outbox.BatchLimit;
import dev.millrace.relay.outbox.LogPosition;
import dev.millrace.relay.outbox.OutboxEvent;
import dev.millrace.relay.outbox.PolledPosition;
import dev.millrace.relay.outbox.Position;
import dev.millrace.relay.postgres.OutboxTable;
import dev.millrace.relay.postgres.Preflight;
import dev.millrace.relay.postgres.Shard;
import dev.millrace.relay.postgres.SourceDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Publishes what a query finds, and removes it afterwards. There is no cursor that a late commit could fall behind:
 * whatever is in the table is unpublished, except the last batch, which Kafka tells of. See
 * docs/decisions/014-polling-publisher.md.
 */
final class PollingPublisher implements PublishingMode {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final SourceDatabase database;
    private final Shard share;
    private final RelayConfig config;
    private final CountDownLatch stopping = new CountDownLatch(1);

    PollingPublisher(SourceDatabase database, Shard share, RelayConfig config) {
        this.database = database;
        this.share = share;
        this.config = config;
    }

    @Override
    public void run(Publisher publisher, Runnable working) throws Exception {
        Preflight.forPolling(database);
        try (OutboxTable table = new OutboxTable(database, TIMEOUT)) {
            removePublished(publisher, table);
            working.run();
            while (stopping.getCount() > 0) {
                if (!publishNext(publisher, table)) {
                    stopping.await(config.polling().interval().toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        }
    }

    private boolean publishNext(Publisher publisher, OutboxTable table) throws SQLException {
        List<OutboxEvent> events = table.next(share.number(), share.of(), BatchLimit.of(config));
        if (events.isEmpty()) {
            return false;
        }
        List<Long> seqs = events.stream().map(OutboxEvent::seq).toList();
        publisher.publish(new Batch(events, new PolledPosition(seqs)));
        table.removeSeqs(seqs);
        return true;
    }

    /** Of all shares: a row that a position names is published, whoever did it. */
    private void removePublished(Publisher publisher, OutboxTable table) throws SQLException {
        for (Map.Entry<String, Position> known :
                publisher.fenceAndReadPositions().entrySet()) {
            switch (known.getValue()) {
                case PolledPosition polled -> table.removeSeqs(polled.published());
                case LogPosition fromTheOtherMode -> {
                    table.removeIds(publisher.published(table.ids()));
                    publisher.forget(known.getKey());
                }
            }
        }
    }

    @Override
    public void stop() {
        stopping.countDown();
    }
}
