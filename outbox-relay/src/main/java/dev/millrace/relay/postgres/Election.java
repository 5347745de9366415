package dev.millrace.relay.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * One relay's part in the election of a source's leader. The lock is asked for again and again instead of being waited
 * for: a waiting statement would hold the database's oldest snapshot, and with it vacuum, for as long as it waits.
 *
 * <p>A leader that is frozen or cut off keeps its sessions. When the lock's holder has said nothing for the length of
 * the lease, the standby ends its sessions, as a role may do with its own; Kafka fences what the old leader still tries.
 */
public final class Election implements AutoCloseable {
    private static final String TRY = "SELECT pg_try_advisory_lock(hashtext('outbox-relay'), hashtext(?))";
    private static final String END_SILENT_HOLDER = """
            SELECT pg_terminate_backend(pid, 3000) FROM pg_locks JOIN pg_stat_activity USING (pid)
            WHERE locktype = 'advisory' AND granted AND objsubid = 2
              AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
              AND classid = (hashtext('outbox-relay')::bigint & 4294967295)::oid
              AND objid = (hashtext(?)::bigint & 4294967295)::oid
              AND usename = current_user AND clock_timestamp() - state_change > make_interval(secs => ?)
            """;
    private static final String END_SLOT_USER =
            "SELECT pg_terminate_backend(active_pid, 3000) FROM pg_replication_slots WHERE slot_name = ? AND active";

    private final String slot;
    private final Duration lease;
    private final Connection session;

    public Election(Database database, Duration lease) throws SQLException {
        this.slot = database.slot();
        this.lease = lease;
        this.session = database.connect(lease);
    }

    /** Once; the session then belongs to the leadership. */
    public Optional<Leadership> tryToLead() throws SQLException {
        if (!ask(TRY)) {
            execute(END_SILENT_HOLDER, lease.toMillis() / 1000.0);
            return Optional.empty();
        }
        // The lock says that whoever still reads the slot is no leader any more.
        execute(END_SLOT_USER);
        return Optional.of(new Leadership(session));
    }

    private boolean ask(String sql) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(sql)) {
            statement.setString(1, slot);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        }
    }

    private void execute(String sql, Object... more) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(sql)) {
            statement.setString(1, slot);
            for (int i = 0; i < more.length; i++) {
                statement.setObject(i + 2, more[i]);
            }
            statement.execute();
        }
    }

    @Override
    public void close() throws SQLException {
        session.close();
    }
}
