package dev.millrace.relay.postgres;

import dev.millrace.relay.outbox.BatchLimit;
import dev.millrace.relay.outbox.OutboxEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.UUID;
import org.postgresql.replication.LogSequenceNumber;

/** A source's outbox table over one database session. */
public final class OutboxTable implements AutoCloseable {

    /**
     * Transaction id of a row, in 64 bits. xmin has only the low 32 bits; the id is the greatest one with these bits
     * that is not in the future.
     */
    static final String ROW_XID = "(now.xid - ((now.xid - o.xmin::text::bigint) & 4294967295))";

    /** Defines {@code now.xid} for {@link #ROW_XID}. */
    static final String NOW = "WITH now AS (SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS xid) ";

    private static final int COUNTED_AT_MOST = 100_000;
    private static final BatchLimit ONE = new BatchLimit(1, Long.MAX_VALUE);

    private final Connection session;
    private final String table;
    private final String heartbeatTable;
    private final HistoryToken token;
    private final RowReader rows;

    /**
     * A point in the history of the database.
     *
     * @param lsn the log's insert position at that point
     * @param oldest every transaction with a smaller id had ended
     */
    public record Snapshot(long lsn, long oldest) {}

    /**
     * @param rows number of waiting rows, counted up to 100,000
     * @param oldest age of the oldest of them; zero when there is none
     */
    public record Waiting(long rows, Duration oldest) {}

    public OutboxTable(SourceDatabase database, Duration timeout) throws SQLException {
        session = database.connect(timeout);
        table = database.table();
        heartbeatTable = database.heartbeatTable();
        token = new HistoryToken(session, heartbeatTable);
        rows = new RowReader(session, database);
    }

    /** False until the owner's migration has run. Querying a missing table would log an error on the server. */
    public boolean exists() throws SQLException {
        try (PreparedStatement look = session.prepareStatement("SELECT to_regclass(?) IS NOT NULL")) {
            look.setString(1, table);
            try (ResultSet result = look.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        }
    }

    /**
     * The snapshot is taken before the LSN is read, so every transaction that it sees as ended lies before that LSN.
     */
    public Snapshot now() throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet now = statement.executeQuery(
                        "SELECT s.oldest, pg_current_wal_insert_lsn() FROM (SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS oldest OFFSET 0) s")) {
            now.next();
            return new Snapshot(LogSequenceNumber.valueOf(now.getString(2)).asLong(), now.getLong(1));
        }
    }

    /** Writes a row that arrives through the slot. */
    public void writeHeartbeat() throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute("DELETE FROM %1$s; INSERT INTO %1$s (id, at) VALUES (1, clock_timestamp())"
                    .formatted(heartbeatTable));
        }
    }

    /** @param since transactions that had ended at this point are known to be published; null when nothing is known */
    public Waiting waiting(Snapshot since) throws SQLException {
        String rows = NOW
                + "SELECT count(*), extract(epoch FROM clock_timestamp() - min(time) FILTER (WHERE isfinite(time))) FROM "
                + "(SELECT time FROM %s AS o, now WHERE NOT parked AND " + ROW_XID + " >= ? LIMIT ?) waiting";
        try (PreparedStatement count = session.prepareStatement(rows.formatted(table))) {
            count.setLong(1, since == null ? 0 : since.oldest());
            count.setInt(2, COUNTED_AT_MOST);
            try (ResultSet result = count.executeQuery()) {
                result.next();
                double age = Math.max(0, result.getDouble(2));
                return new Waiting(result.getLong(1), Duration.ofMillis(Math.round(age * 1000)));
            }
        }
    }

    /** Rows of one shard that are not parked, in the order of their insertion, up to the limit. */
    public List<OutboxEvent> next(int share, int shares, BatchLimit limit) throws SQLException {
        String sizes = "SELECT " + RowReader.SIZES + " FROM %s WHERE NOT parked"
                + " AND (? = 1 OR mod(hashtext(aggregate_id::text)::bigint + 2147483648, ?) = ?) ORDER BY seq LIMIT ?";
        try (PreparedStatement select = session.prepareStatement(sizes.formatted(table))) {
            select.setInt(1, shares);
            select.setInt(2, shares);
            select.setInt(3, share);
            select.setInt(4, limit.events());
            return rows.read(select, limit);
        }
    }

    /** The ids of all rows that are not parked. */
    public Set<UUID> ids() throws SQLException {
        Set<UUID> ids = new HashSet<>();
        try (Statement select = session.createStatement();
                ResultSet row = select.executeQuery("SELECT id FROM " + table + " WHERE NOT parked")) {
            while (row.next()) {
                ids.add(row.getObject(1, UUID.class));
            }
        }
        return ids;
    }

    /** Empty when there is no such row. */
    public Optional<OutboxEvent> find(UUID id) throws SQLException {
        String sizes = "SELECT " + RowReader.SIZES + " FROM %s WHERE id = ?";
        try (PreparedStatement select = session.prepareStatement(sizes.formatted(table))) {
            select.setObject(1, id);
            return rows.read(select, ONE).stream().findFirst();
        }
    }

    /** Rows that are not parked and have a greater {@code seq}, in the order of their insertion. */
    public SequencedMap<UUID, Long> idsAfter(long seq, int limit) throws SQLException {
        SequencedMap<UUID, Long> ids = new LinkedHashMap<>();
        String rows = "SELECT id, seq FROM %s WHERE seq > ? AND NOT parked ORDER BY seq LIMIT ?";
        try (PreparedStatement select = session.prepareStatement(rows.formatted(table))) {
            select.setLong(1, seq);
            select.setInt(2, limit);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    ids.put(row.getObject(1, UUID.class), row.getLong(2));
                }
            }
        }
        return ids;
    }

    /** The rows among these ids that are in the table and not parked, with the times of their events. */
    public Map<UUID, Instant> present(Collection<UUID> ids) throws SQLException {
        Map<UUID, Instant> present = new HashMap<>();
        String rows = "SELECT id, time FROM %s WHERE id = ANY(?) AND NOT parked";
        try (PreparedStatement select = session.prepareStatement(rows.formatted(table))) {
            select.setArray(1, session.createArrayOf("uuid", ids.toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    present.put(
                            row.getObject(1, UUID.class),
                            row.getObject(2, OffsetDateTime.class).toInstant());
                }
            }
        }
        return present;
    }

    /** Removes rows, parked ones included. */
    public void removeIds(Collection<UUID> ids) throws SQLException {
        execute("DELETE FROM %s WHERE id = ANY(?)", "uuid", ids);
    }

    /** Keeps parked rows, because their content is nowhere else. */
    public void removePublished(Collection<UUID> ids) throws SQLException {
        execute("DELETE FROM %s WHERE id = ANY(?) AND NOT parked", "uuid", ids);
    }

    /** Removes the rows and writes the token in one transaction, so that the token proves the removal. */
    public void removePublished(Collection<UUID> ids, Shard share, String token) throws SQLException {
        session.setAutoCommit(false);
        removePublished(ids);
        this.token.write(share, token);
        session.commit();
        session.setAutoCommit(true); // after a failure the session is not used again
    }

    /** Token of the last removal; null when there is none. */
    public String token(Shard share) throws SQLException {
        return token.read(share);
    }

    /** Whether a relay has published from this table before, as far as the heartbeat table shows. */
    public boolean isKnownToRelays() throws SQLException {
        return token.anyWritten();
    }

    /** Marks rows as parked, so that they stay in the table: their content is nowhere else. */
    public void park(Collection<UUID> ids) throws SQLException {
        execute("UPDATE %s SET parked = true WHERE id = ANY(?)", "uuid", ids);
    }

    private void execute(String sql, String type, Collection<?> values) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(sql.formatted(table))) {
            statement.setArray(1, session.createArrayOf(type, values.toArray()));
            statement.execute();
        }
    }

    @Override
    public void close() throws SQLException {
        session.close();
    }
}
