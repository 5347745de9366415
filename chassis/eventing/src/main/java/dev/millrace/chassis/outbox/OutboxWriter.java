package dev.millrace.chassis.outbox;

import dev.millrace.chassis.audit.AuditLog;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

import static dev.millrace.chassis.persistence.SqlArrays.bind;

/**
 * Inserts rows with one statement, in the order of the list, and records them in the audit log with a second one. Both
 * are sent together, in one round trip.
 */
@ApplicationScoped
class OutboxWriter {
    private static final String INSERT = """
            INSERT INTO outbox (id, aggregate_type, aggregate_id, type, source, time, headers, payload)
            SELECT id, aggregate_type, aggregate_id, type, source, time, headers::json, payload::json
            FROM unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::text[])
                WITH ORDINALITY
                AS row (id, aggregate_type, aggregate_id, type, source, time, headers, payload, position)
            ORDER BY position;
            """;
    private static final int PARAMETERS = 8;

    private final AgroalDataSource database;

    private final AuditLog audit;

    OutboxWriter(AgroalDataSource database, AuditLog audit) {
        this.database = database;
        this.audit = audit;
    }

    void write(List<OutboxRow> rows) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT + AuditLog.INSERT)) {
            bind(insert, 1, "uuid", rows, OutboxRow::id);
            bind(insert, 2, "text", rows, OutboxRow::aggregateType);
            bind(insert, 3, "text", rows, OutboxRow::aggregateId);
            bind(insert, 4, "text", rows, OutboxRow::type);
            bind(insert, 5, "text", rows, OutboxRow::source);
            bind(insert, 6, "timestamptz", rows, OutboxRow::time);
            bind(insert, 7, "text", rows, OutboxRow::headers);
            bind(insert, 8, "text", rows, OutboxRow::payload);
            audit.bindRecords(
                    insert, PARAMETERS, rows.stream().map(OutboxRow::audited).toList());
            insert.executeUpdate();
        } catch (SQLException e) {
            List<String> types = rows.stream().map(OutboxRow::type).distinct().toList();
            throw new OutboxException("The events " + types + " could not be written to the outbox", e);
        }
    }
}
