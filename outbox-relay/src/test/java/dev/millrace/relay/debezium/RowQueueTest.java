package dev.millrace.relay.debezium;

import dev.millrace.relay.outbox.BatchLimit;
import io.debezium.connector.postgresql.connection.ReplicationMessage.Operation;
import io.debezium.connector.postgresql.connection.pgoutput.PgOutputReplicationMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RowQueueTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final RowQueue queue = new RowQueue(new BatchLimit(3, 1000), Set.of(), LONG);

    @Test
    void shouldReturnTheFirstRowAtOnce() throws InterruptedException {
        put(1);
        assertThat(queue.take(LONG)).extracting(OutboxRow::lsn).containsExactly(1L);
    }

    @Test
    void shouldCollectRowsWithinTheIntervalAfterABatch() throws InterruptedException {
        put(1);
        queue.take(LONG);
        put(2);
        assertThat(queue.take(Duration.ofMillis(1))).isEmpty();
    }

    @Test
    void shouldReturnAFullBatchBeforeTheIntervalHasPassed() throws InterruptedException {
        put(1);
        queue.take(LONG);
        put(2);
        put(3);
        put(4);
        assertThat(queue.take(LONG)).extracting(OutboxRow::lsn).containsExactly(2L, 3L, 4L);
    }

    @Test
    void shouldReturnCollectedRowsWhenTheIntervalHasPassed() throws InterruptedException {
        RowQueue queueWithShortInterval = new RowQueue(new BatchLimit(3, 1000), Set.of(), Duration.ofMillis(1));
        queueWithShortInterval.put(row(1));
        queueWithShortInterval.take(LONG);
        queueWithShortInterval.put(row(2));
        assertThat(queueWithShortInterval.take(LONG)).extracting(OutboxRow::lsn).containsExactly(2L);
    }

    private void put(long lsn) throws InterruptedException {
        queue.put(row(lsn));
    }

    private static OutboxRow row(long lsn) {
        return new OutboxRow(
                new PgOutputReplicationMessage(Operation.INSERT, "outbox", Instant.EPOCH, 7L, null, List.of()), lsn, 1);
    }
}
