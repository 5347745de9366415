package dev.millrace.relay.debezium;

import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Rows on their way through Debezium's engine, which gives each record to a thread of its own to transform it: one record
 * a batch.
 */
final class RowBatchRecord extends SourceRecord {
    private final List<OutboxRow> rows;

    RowBatchRecord(String sourceName, List<OutboxRow> rows) {
        super(
                Map.of("server", sourceName),
                Map.of("lsn", rows.getLast().lsn(), "lsn_commit", rows.getLast().lsn()),
                sourceName,
                null,
                null);
        this.rows = rows;
    }

    List<OutboxRow> rows() {
        return rows;
    }
}
