package dev.millrace.relay.debezium;

import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Carries a batch of rows through Debezium's engine as one record, because the engine hands every record to another
 * thread to transform it.
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
