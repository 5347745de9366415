package dev.millrace.relay.debezium;

import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Rows on their way through Debezium's engine, which gives each record to a thread of its own to transform it: one record
 * a batch.
 */
final class RowsRecord extends SourceRecord {
    private final List<Row> rows;

    RowsRecord(String sourceName, List<Row> rows) {
        super(
                Map.of("server", sourceName),
                Map.of("lsn", rows.getLast().lsn(), "lsn_commit", rows.getLast().lsn()),
                sourceName,
                null,
                null);
        this.rows = rows;
    }

    List<Row> rows() {
        return rows;
    }
}
