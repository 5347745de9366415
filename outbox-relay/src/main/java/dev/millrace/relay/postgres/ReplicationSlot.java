package dev.millrace.relay.postgres;

import dev.millrace.relay.outbox.LogPosition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.postgresql.replication.LogSequenceNumber;

/** A source's replication slot. PostgreSQL retains the log for it until the relay has published what was committed. */
public final class ReplicationSlot {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration CREATION_TIMEOUT = Duration.ofMinutes(10);

    private static final int FIRST_WITH_FAILOVER = 17;

    private static final String FIND_STATE = """
            SELECT wal_status, confirmed_flush_lsn, pg_current_wal_insert_lsn() AS log_end
            FROM pg_replication_slots WHERE slot_name = ?
            """;

    private final SourceDatabase database;

    public ReplicationSlot(SourceDatabase database) {
        this.database = database;
    }

    /**
     * Drops and recreates the slot. This is correct only while nothing has been published from it.
     *
     * @return the new slot's position, from which first the rows older than the slot are to be published
     */
    public LogPosition create() throws SQLException {
        drop();
        try (Connection replication = database.connectReplicating(CREATION_TIMEOUT);
                Statement statement = replication.createStatement();
                ResultSet slot = statement.executeQuery("CREATE_REPLICATION_SLOT \"%s\" LOGICAL pgoutput%s"
                        .formatted(database.slot(), options(replication)))) {
            slot.next();
            // The snapshot stays exported until the replication connection runs its next command.
            return LogPosition.ofNewSlot(
                    database.slot(),
                    LogSequenceNumber.valueOf(slot.getString("consistent_point"))
                            .asLong(),
                    textOf(slot.getString("snapshot_name")));
        }
    }

    /** Creates a failover slot, so that standbys which synchronize slots have it, too. */
    private static String options(Connection replication) throws SQLException {
        return supportsFailover(replication) ? " (FAILOVER true)" : "";
    }

    static boolean supportsFailover(Connection replication) throws SQLException {
        return replication.getMetaData().getDatabaseMajorVersion() >= FIRST_WITH_FAILOVER;
    }

    private String textOf(String exportedSnapshot) throws SQLException {
        try (Connection connection = database.connect(TIMEOUT)) {
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

    public boolean exists() throws SQLException {
        try (Connection connection = database.connect(TIMEOUT);
                PreparedStatement statement =
                        connection.prepareStatement("SELECT FROM pg_replication_slots WHERE slot_name = ?")) {
            statement.setString(1, database.slot());
            try (ResultSet slot = statement.executeQuery()) {
                return slot.next();
            }
        }
    }

    /** @return why the slot cannot deliver what was committed after the position; empty when it can */
    public Optional<String> lost(LogPosition position) throws SQLException {
        try (Connection connection = database.connect(TIMEOUT);
                PreparedStatement statement = connection.prepareStatement(FIND_STATE)) {
            statement.setString(1, position.slot());
            try (ResultSet slot = statement.executeQuery()) {
                return slot.next() ? lost(position, slot) : Optional.of("slot %s is gone".formatted(position.slot()));
            }
        }
    }

    private static Optional<String> lost(LogPosition position, ResultSet slot) throws SQLException {
        if ("lost".equals(slot.getString("wal_status"))) {
            return Optional.of("slot %s is invalidated: it fell further behind than max_slot_wal_keep_size allows"
                    .formatted(position.slot()));
        }
        LogSequenceNumber published = LogSequenceNumber.valueOf(position.lsn());
        LogSequenceNumber end = LogSequenceNumber.valueOf(slot.getString("log_end"));
        if (Long.compareUnsigned(end.asLong(), position.lsn()) < 0) {
            return Optional.of(
                    "the database's log ends at %s, before what is published (%s): the database was restored, replaced or failed over to an earlier state"
                            .formatted(end.asString(), published.asString()));
        }
        LogSequenceNumber confirmed = LogSequenceNumber.valueOf(slot.getString("confirmed_flush_lsn"));
        return Long.compareUnsigned(confirmed.asLong(), position.lsn()) > 0
                ? Optional.of("slot %s begins at %s, after what is published (%s): something else made or moved it"
                        .formatted(position.slot(), confirmed.asString(), published.asString()))
                : Optional.empty();
    }

    public void drop() throws SQLException {
        try (Connection connection = database.connect(TIMEOUT);
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = ?")) {
            statement.setString(1, database.slot());
            statement.execute();
        }
    }
}
