package dev.millrace.customers.persistence;

import dev.millrace.chassis.money.Money;
import dev.millrace.customers.domain.CreditAccount;
import dev.millrace.customers.domain.RecordedCreditEvent;
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
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rebuilds accounts from the newest applicable snapshot and the events after it. */
@ApplicationScoped
public class CreditAccountReader {
    private static final long TO_THE_END = Long.MAX_VALUE;
    private static final String REBUILD = """
            SELECT account.id, s.sequence, s.currency, s.credit_limit, s.reserved, e.type, e.schema_version, e.payload
            FROM unnest(?::uuid[]) AS account (id)
            LEFT JOIN LATERAL (
                SELECT * FROM credit_snapshot WHERE customer_id = account.id AND sequence <= ?
                ORDER BY sequence DESC LIMIT 1) s ON true
            LEFT JOIN credit_event e ON e.customer_id = account.id
                AND e.sequence > coalesce(s.sequence, 0) AND e.sequence <= ?
            ORDER BY account.id, e.sequence""";
    private static final String LAST_AT =
            "SELECT coalesce(max(sequence), 1) FROM credit_event WHERE customer_id = ? AND occurred_at <= ?";
    private static final String RANGE = """
            SELECT type, schema_version, payload, occurred_at FROM credit_event
            WHERE customer_id = ? AND sequence BETWEEN ? AND ? ORDER BY sequence""";

    private final AgroalDataSource database;
    private final CreditEventCodec codec;

    CreditAccountReader(AgroalDataSource database, CreditEventCodec codec) {
        this.database = database;
        this.codec = codec;
    }

    /** The current accounts by customer id; an account without events is not opened. */
    public Map<UUID, CreditAccount> accounts(Collection<UUID> customerIds) {
        return rebuild(customerIds, TO_THE_END);
    }

    public CreditAccount account(UUID customerId) {
        return upTo(customerId, TO_THE_END);
    }

    /** The account as of the given instant; before the first event, the state after that event. */
    public CreditAccount account(UUID customerId, Instant at) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(LAST_AT)) {
            select.setObject(1, customerId);
            select.setObject(2, OffsetDateTime.ofInstant(at, ZoneOffset.UTC));
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return upTo(customerId, row.getLong(1));
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /**
     * At most {@code count} events, newest first.
     *
     * @param before exclusive upper bound of the sequence number; null for none
     */
    public List<RecordedCreditEvent> newestFirst(UUID customerId, @Nullable Long before, int count) {
        long newest = Math.min(account(customerId).version(), before == null ? TO_THE_END : before - 1);
        long oldest = Math.max(1, newest - count + 1);
        CreditAccount account = upTo(customerId, oldest - 1);
        List<RecordedCreditEvent> events = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(RANGE)) {
            select.setObject(1, customerId);
            select.setLong(2, oldest);
            select.setLong(3, newest);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    var event = codec.read(rows.getString(1), rows.getInt(2), rows.getString(3));
                    account = account.apply(event);
                    Instant occurredAt = rows.getObject(4, OffsetDateTime.class).toInstant();
                    events.add(new RecordedCreditEvent(event, account, occurredAt));
                }
            }
            return events.reversed();
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private CreditAccount upTo(UUID customerId, long sequence) {
        return rebuild(List.of(customerId), sequence).getOrDefault(customerId, CreditAccount.unopened(customerId));
    }

    private Map<UUID, CreditAccount> rebuild(Collection<UUID> customerIds, long sequence) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(REBUILD)) {
            select.setArray(1, connection.createArrayOf("uuid", customerIds.toArray()));
            select.setLong(2, sequence);
            select.setLong(3, sequence);
            Map<UUID, CreditAccount> accounts = new HashMap<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    UUID id = rows.getObject(1, UUID.class);
                    CreditAccount account = accounts.containsKey(id) ? accounts.get(id) : base(id, rows);
                    accounts.put(id, next(account, rows));
                }
            }
            return accounts;
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private static CreditAccount base(UUID customerId, ResultSet row) throws SQLException {
        String currency = row.getString("currency");
        return currency == null
                ? CreditAccount.unopened(customerId)
                : new CreditAccount(
                        customerId,
                        row.getLong("sequence"),
                        new CreditAccount.Balance(
                                new Money(row.getBigDecimal("credit_limit"), currency),
                                new Money(row.getBigDecimal("reserved"), currency)));
    }

    private CreditAccount next(CreditAccount account, ResultSet row) throws SQLException {
        String type = row.getString("type");
        return type == null
                ? account
                : account.apply(codec.read(type, row.getInt("schema_version"), row.getString("payload")));
    }

    private static CustomerStoreException unreadable(SQLException e) {
        return new CustomerStoreException("Credit accounts could not be read", e);
    }
}
