package dev.millrace.relay.debezium;

import dev.millrace.relay.outbox.Position;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * How far one run has come, told so that the next can rely on it: Debezium finds the place between two transactions
 * again, but not every place within one, where the log position of a record can also be that of another transaction's
 * commit. So a position is the end of a transaction and a number of records after it, which the next run leaves out.
 */
final class Progress {
    private static final String TRANSACTION = "txId";

    private final String slot;
    private Map<String, Object> lastTransaction;
    private Map<String, Object> lastRecord;
    private Object transaction;
    private long records;
    private long publishedBefore;

    Progress(Position from) {
        slot = from.slot();
        lastTransaction = from.offset();
        lastRecord = from.offset();
        publishedBefore = from.records();
    }

    /** @return whether the record is new, and not one that was published before the restart */
    boolean advance(SourceRecord record) {
        Map<String, Object> offset = Collections.unmodifiableMap(record.sourceOffset());
        if (!Objects.equals(offset.get(TRANSACTION), transaction)) {
            publishedBefore = transaction == null ? publishedBefore : 0;
            transaction = offset.get(TRANSACTION);
            lastTransaction = lastRecord;
            records = 0;
        }
        lastRecord = offset;
        records++;
        return records > publishedBefore;
    }

    Position position() {
        return Position.streamed(slot, lastTransaction, records);
    }
}
