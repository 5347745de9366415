package dev.millrace.customers.persistence;

import dev.millrace.customers.domain.OrderMail;
import dev.millrace.customers.domain.OrderOutcome;
import dev.millrace.customers.domain.Outcome;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The queue of mails. Runs in the caller's transaction. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class OrderMailRepository {
    private static final String ADD = """
            INSERT INTO order_mail (order_id, order_version, customer_id, outcome, reason) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING""";
    private static final String LOCK_DUE = """
            SELECT m.order_id, m.order_version, c.name, c.email, m.outcome, m.reason, m.attempts
            FROM order_mail m JOIN customer c ON c.id = m.customer_id
            WHERE m.next_attempt_at <= now() ORDER BY m.next_attempt_at LIMIT 1 FOR UPDATE OF m SKIP LOCKED""";
    private static final String SENT = """
            UPDATE order_mail SET sent_at = now(), next_attempt_at = NULL, last_error = NULL
            WHERE order_id = ? AND order_version = ?""";
    private static final String FAILED = """
            UPDATE order_mail SET attempts = attempts + 1, last_error = ?, next_attempt_at = now() + ?::bigint * interval '1 ms'
            WHERE order_id = ? AND order_version = ?""";

    private final AgroalDataSource database;

    OrderMailRepository(AgroalDataSource database) {
        this.database = database;
    }

    /** Does nothing if the outcome is in the queue already. */
    public void add(OrderOutcome outcome) {
        update(
                ADD,
                outcome.orderId(),
                outcome.orderVersion(),
                outcome.customerId(),
                outcome.outcome().name(),
                outcome.reason());
    }

    /** A due mail, locked until the end of the transaction. Skips mails that other transactions have locked. */
    public Optional<OrderMail> lockDue() {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(LOCK_DUE);
                ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.of(mail(row)) : Optional.empty();
        } catch (SQLException e) {
            throw new CustomerStoreException("The queue of mails could not be read", e);
        }
    }

    public void sent(OrderMail mail) {
        update(SENT, mail.orderId(), mail.orderVersion());
    }

    /** @param delay until the next attempt; empty if there is none */
    public void failed(OrderMail mail, String error, Optional<Duration> delay) {
        Long millis = delay.map(Duration::toMillis).orElse(null);
        update(FAILED, error, millis, mail.orderId(), mail.orderVersion());
    }

    private static OrderMail mail(ResultSet row) throws SQLException {
        return new OrderMail(
                row.getObject("order_id", UUID.class),
                row.getLong("order_version"),
                row.getString("name"),
                row.getString("email"),
                Outcome.valueOf(row.getString("outcome")),
                row.getString("reason"),
                row.getInt("attempts"));
    }

    private void update(String sql, @Nullable Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                update.setObject(i + 1, values[i]);
            }
            update.executeUpdate();
        } catch (SQLException e) {
            throw new CustomerStoreException("The queue of mails could not be changed", e);
        }
    }
}
