package dev.millrace.chassis.audit;

import dev.millrace.chassis.http.Actor;
import dev.millrace.chassis.http.RequestId;
import dev.millrace.chassis.inbox.Inbox;
import dev.millrace.chassis.outbox.OutboxMessage;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Records who published what about which aggregate, in the transaction that publishes it. The outbox calls it for each
 * message, so a use case cannot forget it.
 */
@ApplicationScoped
public class AuditLog {
    private static final String INSERT = """
            INSERT INTO audit_log (id, occurred_at, issuer, subject, action, aggregate_type, aggregate_id, request_id,
                                   causation_id, before_digest, after_digest)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?,
                    (SELECT after_digest FROM audit_log WHERE aggregate_id = ? AND aggregate_type = ?
                     ORDER BY seq DESC LIMIT 1), ?)""";

    private final Optional<String> issuer;

    AuditLog(@ConfigProperty(name = "identity.issuer") Optional<String> issuer) {
        this.issuer = issuer;
    }

    /**
     * @param connection the transaction's
     * @param id the message's
     * @param payload the message's JSON as it goes out
     */
    public void record(Connection connection, UUID id, OffsetDateTime time, OutboxMessage message, String payload)
            throws SQLException {
        String subject = Actor.current();
        String aggregateId = message.aggregateId().toString();
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setObject(1, id);
            insert.setObject(2, time);
            insert.setString(3, subject == null ? null : issuer.orElse(null));
            insert.setString(4, subject);
            insert.setString(5, message.type());
            insert.setString(6, message.aggregateType());
            insert.setString(7, aggregateId);
            insert.setString(8, RequestId.current());
            insert.setString(9, Inbox.currentMessageId());
            insert.setString(10, aggregateId);
            insert.setString(11, message.aggregateType());
            insert.setString(12, digest(payload));
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
