package dev.millrace.relay.debezium;

import dev.millrace.relay.outbox.BatchLimit;
import io.debezium.connector.postgresql.connection.ReplicationMessage;
import io.debezium.connector.postgresql.connection.ReplicationMessage.NoopMessage;
import io.debezium.connector.postgresql.connection.ReplicationMessage.Operation;
import io.debezium.connector.postgresql.connection.TransactionMessage;
import io.debezium.connector.postgresql.connection.pgoutput.PgOutputReplicationMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class TransactionAssemblerTest {
    private final RowQueue queue = new RowQueue(new BatchLimit(10, 1000), Set.of("payload"), Duration.ZERO);

    @Test
    void shouldCountTheRowsOfEachTransactionFromTheEndOfTheOneBefore() throws InterruptedException {
        TransactionAssembler rows = new TransactionAssembler(queue, 100, 0);
        transaction(rows, 200, "a", "b", "c");
        transaction(rows, 300, "d");
        assertThat(queue.take(Duration.ZERO))
                .extracting(row -> row.inserted().getTable(), OutboxRow::lsn, OutboxRow::records)
                .containsExactly(
                        tuple("a", 100L, 1L), tuple("b", 100L, 2L), tuple("c", 100L, 3L), tuple("d", 200L, 1L));
    }

    @Test
    void shouldLeaveOutRowsOfTheFirstTransactionAndNothingOfTheNext() throws InterruptedException {
        TransactionAssembler rows = new TransactionAssembler(queue, 100, 2);
        transaction(rows, 200, "a", "b", "c");
        transaction(rows, 300, "d", "e");
        assertThat(queue.take(Duration.ZERO))
                .extracting(row -> row.inserted().getTable(), OutboxRow::lsn, OutboxRow::records)
                .containsExactly(tuple("c", 100L, 3L), tuple("d", 200L, 1L), tuple("e", 200L, 2L));
    }

    @Test
    void shouldLeaveOutNothingOfTheNextTransactionWhenTheFirstIsShorterThanExpected() throws InterruptedException {
        TransactionAssembler rows = new TransactionAssembler(queue, 100, 2);
        transaction(rows, 200, "a");
        transaction(rows, 300, "b");
        assertThat(queue.take(Duration.ZERO))
                .extracting(row -> row.inserted().getTable(), OutboxRow::lsn, OutboxRow::records)
                .containsExactly(tuple("b", 200L, 1L));
    }

    @Test
    void shouldCountFromTheTransactionBeforeWhenThatHadNoRows() throws InterruptedException {
        TransactionAssembler rows = new TransactionAssembler(queue, 100, 0);
        transaction(rows, 200);
        transaction(rows, 300, "a", "b");
        assertThat(queue.take(Duration.ZERO))
                .extracting(OutboxRow::lsn, OutboxRow::records)
                .containsExactly(tuple(200L, 1L), tuple(200L, 2L));
    }

    @Test
    void shouldNotCountRowsOfOtherTablesInThePublication() throws InterruptedException {
        TransactionAssembler rows = new TransactionAssembler(queue, 100, 0);
        rows.take(new NoopMessage(7L, Instant.EPOCH, Operation.INSERT), 150);
        transaction(rows, 200, "a");
        assertThat(queue.take(Duration.ZERO))
                .extracting(row -> row.inserted().getTable(), OutboxRow::lsn, OutboxRow::records)
                .containsExactly(tuple("a", 100L, 1L));
    }

    private static void transaction(TransactionAssembler rows, long end, String... tables) throws InterruptedException {
        rows.take(new TransactionMessage(Operation.BEGIN, 7L, Instant.EPOCH), end - 50);
        for (String table : tables) {
            rows.take(insert(table), end - 40);
        }
        rows.take(new TransactionMessage(Operation.COMMIT, 7L, Instant.EPOCH), end);
    }

    private static ReplicationMessage insert(String table) {
        return new PgOutputReplicationMessage(Operation.INSERT, table, Instant.EPOCH, 7L, null, List.of());
    }
}
