package dev.millrace.chassis.inbox;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Records in the transaction of the effect that a message has taken effect, so that each takes effect once. */
@ApplicationScoped
public class Inbox {
    private static final String INSERT = """
            INSERT INTO inbox (consumer, message_id) SELECT ?, unnest(?::text[])
            ON CONFLICT DO NOTHING RETURNING message_id""";

    private static final String SELECT =
            "SELECT message_id FROM inbox WHERE consumer = ? AND message_id = ANY (?::text[])";

    private final AgroalDataSource database;

    Inbox(AgroalDataSource database) {
        this.database = database;
    }

    /**
     * Records the messages and returns the ids of those that are new to the consumer. Waits until a concurrent delivery
     * of the same message has committed or rolled back, so that only one takes effect. The ids are inserted in sorted
     * order, so that concurrent deliveries of the same messages do not deadlock.
     *
     * @throws jakarta.transaction.TransactionalException when the caller has no transaction
     */
    @Transactional(TxType.MANDATORY)
    public Set<String> accept(String consumer, Collection<String> messageIds) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, consumer);
            insert.setArray(
                    2,
                    connection.createArrayOf(
                            "text", messageIds.stream().sorted().toArray()));
            Set<String> unseen = new HashSet<>();
            try (ResultSet rows = insert.executeQuery()) {
                while (rows.next()) {
                    unseen.add(rows.getString(1));
                }
            }
            return unseen;
        }
    }

    /** Ids of those messages that have taken effect at the consumer. */
    public Set<String> accepted(String consumer, Collection<String> messageIds) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setString(1, consumer);
            select.setArray(2, connection.createArrayOf("text", messageIds.toArray()));
            try (ResultSet rows = select.executeQuery()) {
                Set<String> accepted = new HashSet<>();
                while (rows.next()) {
                    accepted.add(rows.getString(1));
                }
                return accepted;
            }
        }
    }
}
