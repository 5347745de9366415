package dev.millrace.chassis.audit;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the audit log, newest first. */
@ApplicationScoped
class AuditReader {
    private static final String SELECT = """
            SELECT id, occurred_at, issuer, subject, action, aggregate_type, aggregate_id, request_id, causation_id,
                   before_digest, after_digest
            FROM audit_log WHERE %s ORDER BY id DESC LIMIT ?""";

    private final AgroalDataSource database;

    AuditReader(AgroalDataSource database) {
        this.database = database;
    }

    /**
     * @param after only entries older than the one with this id; null to begin with the newest
     * @param count maximum number of entries
     */
    public List<AuditEntry> newestFirst(AuditQuery query, @Nullable UUID after, int count) {
        List<String> conditions = new ArrayList<>(List.of("true"));
        List<Object> values = new ArrayList<>();
        add(
                conditions,
                values,
                "aggregate_id = ?",
                query.aggregate() == null ? null : query.aggregate().toString());
        add(conditions, values, "subject = ?", query.actor());
        add(conditions, values, "occurred_at >= ?", timestamp(query.from()));
        add(conditions, values, "occurred_at < ?", timestamp(query.to()));
        add(conditions, values, "id < ?", after);
        values.add(count);
        try (Connection connection = database.getConnection();
                PreparedStatement select =
                        connection.prepareStatement(SELECT.formatted(String.join(" AND ", conditions)))) {
            for (int i = 0; i < values.size(); i++) {
                select.setObject(i + 1, values.get(i));
            }
            try (ResultSet rows = select.executeQuery()) {
                List<AuditEntry> entries = new ArrayList<>();
                while (rows.next()) {
                    entries.add(entry(rows));
                }
                return entries;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The audit log could not be read", e);
        }
    }

    private static void add(List<String> conditions, List<Object> values, String condition, @Nullable Object value) {
        if (value != null) {
            conditions.add(condition);
            values.add(value);
        }
    }

    private static @Nullable OffsetDateTime timestamp(@Nullable Instant instant) {
        return instant == null ? null : OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        return new AuditEntry(
                row.getObject("id", UUID.class),
                row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                row.getString("issuer"),
                row.getString("subject"),
                row.getString("action"),
                row.getString("aggregate_type"),
                row.getString("aggregate_id"),
                row.getString("request_id"),
                row.getString("causation_id"),
                row.getString("before_digest"),
                row.getString("after_digest"));
    }
}
