package dev.millrace.customers.persistence;

import dev.millrace.customers.domain.CreditAccount;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Snapshots of accounts at a fixed interval of events. They only reduce reading: losing them loses no data. */
@ApplicationScoped
class CreditSnapshots {
    private static final String INSERT = """
            INSERT INTO credit_snapshot (customer_id, sequence, currency, credit_limit, reserved)
            VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""";

    private final CreditConfig config;

    CreditSnapshots(CreditConfig config) {
        this.config = config;
    }

    void takeIfDue(Connection connection, CreditAccount account) throws SQLException {
        if (!account.isOpen() || account.version() % config.snapshotInterval() != 0) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setObject(1, account.customerId());
            insert.setLong(2, account.version());
            insert.setString(3, account.limit().currency());
            insert.setBigDecimal(4, account.limit().amount());
            insert.setBigDecimal(5, account.reserved().amount());
            insert.executeUpdate();
        }
    }
}
