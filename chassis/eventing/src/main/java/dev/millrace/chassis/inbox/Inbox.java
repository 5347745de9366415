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

/** Remembers, in the transaction of the effect, which messages have taken effect, so that each does so once. */
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
     * Those of the messages that the consumer sees for the first time. Waits for a concurrent delivery of one of them to
     * commit or roll back, and so never lets two take effect. The ids are written in one order everywhere, so that
     * concurrent deliveries of the same messages do not wait for each other in a circle.
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

    /** Those of the messages that have taken effect. */
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
