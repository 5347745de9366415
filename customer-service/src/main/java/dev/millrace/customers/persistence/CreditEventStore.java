package dev.millrace.customers.persistence;

import dev.millrace.customers.domain.CreditAccount;
import dev.millrace.customers.domain.CreditEvent;
import dev.millrace.customers.domain.CreditEventType;
import dev.millrace.customers.domain.Reservation;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The append-only event store of the credit accounts, in PostgreSQL; appends in the caller's transaction. An append
 * states the version that its decision is based on and fails if the account has another version.
 */
@ApplicationScoped
public class CreditEventStore {
    // Serializes the decisions on an account: on a race, the loser would have to repeat its whole transaction.
    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('credit-account ' || ?, 0))";
    private static final String OF_ORDER = """
            SELECT type, schema_version, payload FROM credit_event
            WHERE customer_id = ? AND order_id = ? ORDER BY sequence""";
    private static final String APPEND = """
            INSERT INTO credit_event (customer_id, sequence, type, schema_version, order_id, payload, occurred_at)
            VALUES (?, ?, ?, ?, ?, ?::jsonb, greatest(clock_timestamp(),
                (SELECT occurred_at FROM credit_event WHERE customer_id = ? AND sequence = ?)))
            ON CONFLICT (customer_id, sequence) DO NOTHING""";

    private final AgroalDataSource database;
    private final CreditEventCodec codec;
    private final CreditSnapshots snapshots;

    CreditEventStore(AgroalDataSource database, CreditEventCodec codec, CreditSnapshots snapshots) {
        this.database = database;
        this.codec = codec;
        this.snapshots = snapshots;
    }

    /** Locks the account until the end of the transaction; waits while another transaction holds the lock. */
    @Transactional(TxType.MANDATORY)
    public void lock(UUID customerId) {
        try (Connection connection = database.getConnection();
                PreparedStatement lock = connection.prepareStatement(LOCK)) {
            lock.setString(1, customerId.toString());
            lock.execute();
        } catch (SQLException e) {
            throw new CustomerStoreException("The credit account " + customerId + " could not be locked", e);
        }
    }

    /** The fold of the order's events on the account. */
    public Reservation reservation(UUID customerId, UUID orderId) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(OF_ORDER)) {
            select.setObject(1, customerId);
            select.setObject(2, orderId);
            List<CreditEvent> events = new ArrayList<>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    events.add(codec.read(rows.getString(1), rows.getInt(2), rows.getString(3)));
                }
            }
            return Reservation.of(orderId, events);
        } catch (SQLException e) {
            throw new CustomerStoreException("The reservation of order " + orderId + " could not be read", e);
        }
    }

    /**
     * @param account the state on which the event was decided
     * @throws ConcurrentAppend if the account has another version by now
     */
    @Transactional(TxType.MANDATORY)
    public void append(CreditAccount account, CreditEvent event) {
        CreditEventType type = CreditEventType.of(event);
        try (Connection connection = database.getConnection()) {
            try (PreparedStatement insert = connection.prepareStatement(APPEND)) {
                insert.setObject(1, account.customerId());
                insert.setLong(2, account.version() + 1);
                insert.setString(3, type.storedName());
                insert.setInt(4, type.schemaVersion());
                insert.setObject(5, event.orderId());
                insert.setString(6, codec.write(event));
                insert.setObject(7, account.customerId());
                insert.setLong(8, account.version());
                if (insert.executeUpdate() == 0) {
                    throw new ConcurrentAppend(account.customerId(), account.version());
                }
            }
            snapshots.takeIfDue(connection, account.apply(event));
        } catch (SQLException e) {
            throw new CustomerStoreException(
                    "An event of the credit account " + account.customerId() + " could not be stored", e);
        }
    }
}
