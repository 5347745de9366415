package dev.millrace.relay.debezium;

import dev.millrace.relay.outbox.LogPosition;
import java.util.Collections;
import java.util.List;
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

    /** A record's own place, and those of the last commit and the last record before it. */
    private static final List<String> LSNS = List.of("lsn", "lsn_commit", "lsn_proc");

    private final String slot;
    private Map<String, Object> lastTransaction;
    private Map<String, Object> lastRecord;
    private Object transaction;
    private long records;
    private long publishedBefore;
    private long lsn;

    Progress(LogPosition from) {
        slot = from.slot();
        lastTransaction = from.offset();
        lastRecord = from.offset();
        publishedBefore = from.records();
        lsn = from.lsn();
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
        lsn = Math.max(lsn, greatestLsn(offset));
        records++;
        return records > publishedBefore;
    }

    LogPosition position() {
        return new LogPosition(slot, lsn, lastTransaction, records, null);
    }

    /** What the log holds before any of these was committed before this record's transaction, hence published before. */
    private static long greatestLsn(Map<String, Object> offset) {
        return LSNS.stream()
                .map(offset::get)
                .filter(Objects::nonNull)
                .mapToLong(each -> ((Number) each).longValue())
                .max()
                .orElse(0);
    }
}
