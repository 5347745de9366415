package dev.millrace.chassis.inbox;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jboss.logging.MDC;

/** Remembers, in the transaction of the effect, which messages have taken effect, so that each does so once. */
@ApplicationScoped
public class Inbox {
    /** Key of the logging context under which the message being handled is known. */
    public static final String MDC_KEY = "messageId";

    private static final String INSERT =
            "INSERT INTO inbox (consumer, message_id) VALUES (?, ?) ON CONFLICT DO NOTHING";

    private final AgroalDataSource database;

    Inbox(AgroalDataSource database) {
        this.database = database;
    }

    /**
     * Whether the consumer sees the message for the first time. Waits for a concurrent delivery of the same message
     * to commit or roll back, and so never lets two take effect.
     *
     * @throws jakarta.transaction.TransactionalException when the caller has no transaction
     */
    @Transactional(TxType.MANDATORY)
    public boolean accept(String consumer, String messageId) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, consumer);
            insert.setString(2, messageId);
            return insert.executeUpdate() == 1;
        }
    }

    /** Id of the message being handled, or null. */
    public static String currentMessageId() {
        return (String) MDC.get(MDC_KEY);
    }
}
