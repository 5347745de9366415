package dev.millrace.chassis.audit;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import static dev.millrace.chassis.persistence.SqlArrays.bind;

/**
 * Records who published which message about which aggregate, in the transaction that publishes it. The outbox calls it
 * for each message, so a use case cannot omit it.
 */
@ApplicationScoped
public class AuditLog {
    private static final String INSERT = """
            INSERT INTO audit_log (id, occurred_at, issuer, subject, action, aggregate_type, aggregate_id, request_id,
                                   causation_id, before_digest, after_digest)
            SELECT id, time, CASE WHEN subject IS NULL THEN NULL ELSE ? END, subject, action, aggregate_type,
                   aggregate_id, request_id, causation_id,
                   coalesce(
                       lag(digest) OVER (PARTITION BY aggregate_type, aggregate_id ORDER BY position),
                       (SELECT after_digest FROM audit_log AS earlier
                        WHERE earlier.aggregate_id = row.aggregate_id AND earlier.aggregate_type = row.aggregate_type
                        ORDER BY seq DESC LIMIT 1)),
                   digest
            FROM unnest(?::uuid[], ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                        ?::text[]) WITH ORDINALITY
                AS row (id, time, subject, action, aggregate_type, aggregate_id, request_id, causation_id, digest,
                        position)
            ORDER BY position""";

    private final Optional<String> issuer;

    AuditLog(@ConfigProperty(name = "identity.issuer") Optional<String> issuer) {
        this.issuer = issuer;
    }

    /**
     * Inserts the records with one statement, in the order of the list.
     *
     * @param connection connection of the caller's transaction
     */
    public void record(Connection connection, List<AuditRecord> records) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, issuer.orElse(null));
            bind(insert, 2, "uuid", records, AuditRecord::id);
            bind(insert, 3, "timestamptz", records, AuditRecord::time);
            bind(insert, 4, "text", records, AuditRecord::subject);
            bind(insert, 5, "text", records, AuditRecord::action);
            bind(insert, 6, "text", records, AuditRecord::aggregateType);
            bind(insert, 7, "text", records, AuditRecord::aggregateId);
            bind(insert, 8, "text", records, AuditRecord::requestId);
            bind(insert, 9, "text", records, AuditRecord::causationId);
            bind(insert, 10, "text", records, audited -> digest(audited.payload()));
            insert.executeUpdate();
        }
    }

    private static String digest(String payload) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(payload.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
