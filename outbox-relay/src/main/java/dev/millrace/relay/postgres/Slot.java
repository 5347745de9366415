package dev.millrace.relay.postgres;

import dev.millrace.relay.outbox.Position;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** A source's replication slot, which keeps what is committed until the relay has published it. */
public final class Slot {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration UNTIL_OLDER_TRANSACTIONS_END = Duration.ofMinutes(10);

    private final Database database;

    public Slot(Database database) {
        this.database = database;
    }

    /**
     * Makes the slot anew, which is right only while nothing has been published from it.
     *
     * @return the position from which the rows older than the slot are to be published, and then what the slot sees
     */
    public Position create() throws SQLException {
        drop();
        try (Connection replication = database.connectReplicating(UNTIL_OLDER_TRANSACTIONS_END);
                Statement statement = replication.createStatement();
                ResultSet slot = statement.executeQuery(
                        "CREATE_REPLICATION_SLOT \"%s\" LOGICAL pgoutput".formatted(database.slot()))) {
            slot.next();
            // Exported for as long as the replication connection says nothing else.
            return Position.inBacklog(database.slot(), describe(slot.getString("snapshot_name")), 0);
        }
    }

    private String describe(String exportedSnapshot) throws SQLException {
        try (Connection connection = database.connect(PATIENCE)) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET TRANSACTION SNAPSHOT '%s'".formatted(exportedSnapshot));
                try (ResultSet result = statement.executeQuery("SELECT pg_current_snapshot()::text")) {
                    result.next();
                    return result.getString(1);
                }
            }
        }
    }

    /**
     * Looks whether the slot still keeps what a known position needs.
     *
     * @throws NotPrepared when it does not: a new slot would begin later, and what lies between would be skipped
     */
    public void demandThatNothingIsLost() throws SQLException {
        try (Connection connection = database.connect(PATIENCE);
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT FROM pg_replication_slots WHERE slot_name = ? AND wal_status <> 'lost'")) {
            statement.setString(1, database.slot());
            try (ResultSet usable = statement.executeQuery()) {
                if (!usable.next()) {
                    throw new NotPrepared(
                            "slot %s is gone or invalidated, and events committed since may be unpublished; to publish every row of %s again, which consumers see twice, delete the record with key %s from the positions topic"
                                    .formatted(database.slot(), database.table(), database.name()));
                }
            }
        }
    }

    private void drop() throws SQLException {
        try (Connection connection = database.connect(PATIENCE);
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = ?")) {
            statement.setString(1, database.slot());
            statement.execute();
        }
    }
}
