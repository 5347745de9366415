package dev.millrace.relay.postgres;

import dev.millrace.relay.outbox.LogPosition;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.postgresql.replication.LogSequenceNumber;

/** The slot of another program that publishes from the same table: before the relay, or after it. */
public final class ForeignSlot {
    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static final int END_LSN = 10; // in a commit message: type, flags and the LSN of the commit come first
    private static final int MAX_CHANGES = 100_000;

    private static final String FIND = """
            SELECT active_pid, plugin = 'pgoutput' AND database = current_database() AS suitable
            FROM pg_replication_slots WHERE slot_name = ?
            """;
    private static final String COPY = "SELECT lsn FROM pg_copy_logical_replication_slot(?, ?)";
    private static final String PEEK = """
            SELECT data, to_regclass(?)::oid::bigint AS outbox, to_regclass(?)::oid::bigint AS heartbeat
            FROM pg_logical_slot_peek_binary_changes(?, NULL, ?, 'proto_version', '1', 'publication_names', ?)
            """;

    private final SourceDatabase database;
    private final String name;

    public ForeignSlot(SourceDatabase database, String name) {
        this.database = database;
        this.name = name;
    }

    /**
     * Makes the relay's slot a copy of this one.
     *
     * @return its position
     * @throws SourceNotReady when this slot is missing, in use or of another kind
     */
    public LogPosition copy() throws SQLException {
        try (Connection connection = database.connect(TIMEOUT)) {
            check(connection);
            new ReplicationSlot(database).drop();
            long lsn;
            try (PreparedStatement copy = connection.prepareStatement(COPY)) {
                copy.setString(1, name);
                copy.setString(2, database.slot());
                lsn = lsn(copy);
            }
            makeFailoverSlot();
            try (PreparedStatement now = connection.prepareStatement("SELECT pg_current_wal_insert_lsn()")) {
                return LogPosition.ofCopiedSlot(database.slot(), lsn, lsn(now));
            }
        }
    }

    private void check(Connection connection) throws SQLException {
        try (PreparedStatement find = connection.prepareStatement(FIND)) {
            find.setString(1, name);
            try (ResultSet slot = find.executeQuery()) {
                if (!slot.next()) {
                    throw new SourceNotReady("there is no slot %s to take over".formatted(name));
                }
                if (slot.getString("active_pid") != null) {
                    throw new SourceNotReady(
                            "slot %s is in use by PostgreSQL's process %s; stop the program that reads it"
                                    .formatted(name, slot.getString("active_pid")));
                }
                if (!slot.getBoolean("suitable")) {
                    throw new SourceNotReady(
                            "slot %s belongs to another database or plugin than pgoutput".formatted(name));
                }
            }
        }
    }

    private void makeFailoverSlot() throws SQLException {
        try (Connection replication = database.connectReplicating(TIMEOUT);
                Statement statement = replication.createStatement()) {
            if (ReplicationSlot.supportsFailover(replication)) {
                statement.execute("ALTER_REPLICATION_SLOT \"%s\" (FAILOVER true)".formatted(database.slot()));
            }
        }
    }

    /**
     * Moves this slot to where the relay has stopped.
     *
     * @return false when the relay has published a transaction in part, so that no slot can continue there
     */
    public boolean advanceTo(LogPosition position) throws SQLException {
        try (Connection connection = database.connect(TIMEOUT)) {
            check(connection);
            Optional<Long> end =
                    position.records() == 0 ? Optional.of(position.lsn()) : endOfTransactionAfter(position, connection);
            if (end.isPresent()) {
                try (PreparedStatement advance =
                        connection.prepareStatement("SELECT pg_replication_slot_advance(?, ?::pg_lsn)")) {
                    advance.setString(1, name);
                    advance.setString(2, LogSequenceNumber.valueOf(end.get()).asString());
                    advance.execute();
                }
            }
            return end.isPresent();
        }
    }

    /** Empty unless exactly the published rows are in the first transaction after the position. */
    private Optional<Long> endOfTransactionAfter(LogPosition position, Connection connection) throws SQLException {
        try (PreparedStatement peek = connection.prepareStatement(PEEK)) {
            peek.setString(1, database.table());
            peek.setString(2, database.heartbeatTable());
            peek.setString(3, database.slot());
            peek.setInt(4, MAX_CHANGES);
            peek.setString(5, database.publication());
            long inserted = 0;
            try (ResultSet change = peek.executeQuery()) {
                while (change.next()) {
                    ByteBuffer message = ByteBuffer.wrap(change.getBytes(1));
                    switch (message.get(0)) {
                        case 'B' -> inserted = 0;
                        case 'I' -> {
                            long table = Integer.toUnsignedLong(message.getInt(1));
                            boolean counts = table == change.getLong("outbox") || table == change.getLong("heartbeat");
                            inserted += counts ? 1 : 0;
                        }
                        case 'C' -> {
                            long end = message.getLong(END_LSN);
                            if (Long.compareUnsigned(end, position.lsn()) > 0) {
                                return inserted == position.records() ? Optional.of(end) : Optional.empty();
                            }
                        }
                        default -> {
                            // relations and types
                        }
                    }
                }
            }
            return Optional.empty();
        }
    }

    private static long lsn(PreparedStatement query) throws SQLException {
        try (ResultSet found = query.executeQuery()) {
            found.next();
            return LogSequenceNumber.valueOf(found.getString(1)).asLong();
        }
    }
}
