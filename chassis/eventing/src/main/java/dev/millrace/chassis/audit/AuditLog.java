package dev.millrace.chassis.audit;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
    /** Inserts records, in the order of the list. {@link #bindRecords} binds its parameters. */
    public static final String INSERT = """
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
     * Binds the parameters of {@link #INSERT}.
     *
     * @param insert statement of the transaction that publishes the messages, which ends with {@link #INSERT}
     * @param before number of the statement's parameters before those of {@link #INSERT}
     */
    public void bindRecords(PreparedStatement insert, int before, List<AuditRecord> records) throws SQLException {
        insert.setString(before + 1, issuer.orElse(null));
        bind(insert, before + 2, "uuid", records, AuditRecord::id);
        bind(insert, before + 3, "timestamptz", records, AuditRecord::time);
        bind(insert, before + 4, "text", records, AuditRecord::subject);
        bind(insert, before + 5, "text", records, AuditRecord::action);
        bind(insert, before + 6, "text", records, AuditRecord::aggregateType);
        bind(insert, before + 7, "text", records, AuditRecord::aggregateId);
        bind(insert, before + 8, "text", records, AuditRecord::requestId);
        bind(insert, before + 9, "text", records, AuditRecord::causationId);
        bind(insert, before + 10, "text", records, audited -> digest(audited.payload()));
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
