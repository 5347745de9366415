package dev.millrace.relay.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A relay's part in the election of a source's leader, by a session advisory lock. The lock is tried repeatedly instead
 * of waited for: a waiting statement would hold the database's oldest snapshot, and so hold back vacuum.
 *
 * <p>A leader that is frozen or cut off keeps its sessions. When the lock's holder has been silent for the length of
 * the lease, the standby terminates its sessions, which a role may do with its own. Kafka fences whatever the old
 * leader still tries.
 */
public final class Election implements AutoCloseable {
    /** Shared lock that excludes relays which lead the whole source; its holders are counted as participants. */
    private static final String JOIN = "SELECT pg_try_advisory_lock_shared(hashtext('outbox-relay'), hashtext(?))";

    private static final String COUNT_PARTICIPANTS = """
            SELECT count(*) FROM pg_locks
            WHERE locktype = 'advisory' AND granted AND objsubid = 2 AND mode = 'ShareLock'
              AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
              AND classid = (hashtext('outbox-relay')::bigint & 4294967295)::oid
              AND objid = (hashtext(?)::bigint & 4294967295)::oid
            """;
    private static final String ALIVE = "SELECT true";
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
    private final Shard shard;
    private final Duration lease;
    private final Connection session;
    private boolean joined;

    /** @throws SourceNotReady when a connection pooler in between makes the lock worthless */
    public Election(SourceDatabase database, Shard shard, Duration lease) throws SQLException {
        this.slot = database.slot();
        this.shard = shard;
        this.lease = lease;
        this.session = PoolerCheck.connect(database, lease);
    }

    /** Makes one attempt to lead the whole source. The leadership then uses this session. */
    public Optional<Leadership> tryToLead() throws SQLException {
        if (!tryLock(slot)) {
            return Optional.empty();
        }
        // We hold the lock, so a session that still reads the slot belongs to a former leader.
        execute(END_SLOT_USER, slot);
        return Optional.of(new Leadership(() -> ask(ALIVE) ? 1 : 0));
    }

    /** @return how many relays work on the source's shards; empty while another relay leads the whole source */
    public OptionalInt join() throws SQLException {
        joined = joined || ask(JOIN, slot);
        return joined ? OptionalInt.of(relays()) : OptionalInt.empty();
    }

    /** Makes one attempt to lead this shard of the source, after {@link #join()}. */
    public Optional<Leadership> tryToLeadShard() throws SQLException {
        return tryLock(shard.of(slot)) ? Optional.of(new Leadership(this::relays)) : Optional.empty();
    }

    /** Every relay has one session per shard. */
    private int relays() throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(COUNT_PARTICIPANTS)) {
            statement.setString(1, slot);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return Math.ceilDiv(result.getInt(1), shard.of());
            }
        }
    }

    private boolean tryLock(String name) throws SQLException {
        boolean locked = ask(TRY, name);
        if (!locked) {
            execute(END_SILENT_HOLDER, name, lease.toMillis() / 1000.0);
        }
        return locked;
    }

    private boolean ask(String sql, String... names) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(sql)) {
            for (int i = 0; i < names.length; i++) {
                statement.setString(i + 1, names[i]);
            }
            try (ResultSet result = statement.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        }
    }

    private void execute(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.execute();
        }
    }

    @Override
    public void close() throws SQLException {
        session.close();
    }
}
