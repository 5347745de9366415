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
    void shouldCollectRowsWithinTheIntervalAfterABurst() throws InterruptedException {
        takeBurst(queue);
        put(2);
        assertThat(queue.take(Duration.ofMillis(1))).isEmpty();
    }

    @Test
    void shouldReturnAFullBatchBeforeTheIntervalHasPassed() throws InterruptedException {
        takeBurst(queue);
        put(2);
        put(3);
        put(4);
        assertThat(queue.take(LONG)).extracting(OutboxRow::lsn).containsExactly(2L, 3L, 4L);
    }

    @Test
    void shouldReturnCollectedRowsWhenTheIntervalHasPassed() throws InterruptedException {
        RowQueue queueWithShortInterval = new RowQueue(new BatchLimit(3, 1000), Set.of(), Duration.ofMillis(1));
        takeBurst(queueWithShortInterval);
        queueWithShortInterval.put(row(2));
        assertThat(queueWithShortInterval.take(LONG)).extracting(OutboxRow::lsn).containsExactly(2L);
    }

    private static void takeBurst(RowQueue queue) throws InterruptedException {
        for (int batch = 0; batch < BatchPace.BURST; batch++) {
            queue.put(row(1));
            assertThat(queue.take(Duration.ofMillis(1))).hasSize(1);
        }
    }

    private void put(long lsn) throws InterruptedException {
        queue.put(row(lsn));
    }

    private static OutboxRow row(long lsn) {
        return new OutboxRow(
                new PgOutputReplicationMessage(Operation.INSERT, "outbox", Instant.EPOCH, 7L, null, List.of()), lsn, 1);
    }
}
