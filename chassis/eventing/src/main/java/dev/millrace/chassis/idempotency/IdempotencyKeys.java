package dev.millrace.chassis.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.chassis.context.Actor;
import dev.millrace.chassis.errors.InvalidInput;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Ensures that requests with the same Idempotency-Key take effect once. Keys of different actors are independent. */
@ApplicationScoped
public class IdempotencyKeys {
    /** Request header that carries the key. */
    public static final String HEADER = "Idempotency-Key";

    private static final Pattern ACCEPTABLE = Pattern.compile("[\\x21-\\x7E]{1,255}");
    private static final String CLAIM = """
            INSERT INTO idempotency_key (actor, operation, key, fingerprint, resource_id) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING""";
    private static final String OWNER =
            "SELECT fingerprint, resource_id FROM idempotency_key WHERE actor = ? AND operation = ? AND key = ?";

    private final AgroalDataSource database;
    private final ObjectMapper json;

    IdempotencyKeys(AgroalDataSource database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    /**
     * Claims the key for the resource that this request creates. Waits until a concurrent transaction with the same key
     * has committed or rolled back.
     *
     * @param key null when the client sent none: then every request is new
     * @param request the request's content; its JSON is compared
     * @param newId id of the resource to create
     * @return {@code newId} when the request is new, otherwise the id of the resource that the first request created
     * @throws InvalidInput when the key is malformed (400) or was used with another request (422)
     * @throws jakarta.transaction.TransactionalException when the caller has no transaction
     */
    @Transactional(TxType.MANDATORY)
    public UUID claim(String operation, @Nullable String key, Object request, UUID newId) {
        if (key == null) {
            return newId;
        }
        if (!ACCEPTABLE.matcher(key).matches()) {
            throw InvalidInput.malformed(HEADER, "must be 1 to 255 visible ASCII characters");
        }
        String fingerprint = fingerprint(request);
        try (Connection connection = database.getConnection()) {
            return insert(connection, operation, key, fingerprint, newId)
                    ? newId
                    : owner(connection, operation, key, fingerprint);
        } catch (SQLException e) {
            throw new IllegalStateException("The Idempotency-Key could not be claimed", e);
        }
    }

    private static boolean insert(Connection connection, String operation, String key, String fingerprint, UUID id)
            throws SQLException {
        try (PreparedStatement claim = connection.prepareStatement(CLAIM)) {
            claim.setString(1, actor());
            claim.setString(2, operation);
            claim.setString(3, key);
            claim.setString(4, fingerprint);
            claim.setObject(5, id);
            return claim.executeUpdate() == 1;
        }
    }

    private static UUID owner(Connection connection, String operation, String key, String fingerprint)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OWNER)) {
            select.setString(1, actor());
            select.setString(2, operation);
            select.setString(3, key);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new SQLException("The key vanished between two statements: " + key);
                }
                if (!row.getString("fingerprint").equals(fingerprint)) {
                    throw InvalidInput.unacceptable(HEADER, "was used before with another request body");
                }
                return row.getObject("resource_id", UUID.class);
            }
        }
    }

    private static String actor() {
        return Objects.requireNonNullElse(Actor.current(), "");
    }

    private String fingerprint(Object request) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(json.writeValueAsBytes(request));
            return HexFormat.of().formatHex(digest);
        } catch (JsonProcessingException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("The request has no fingerprint", e);
        }
    }
}
