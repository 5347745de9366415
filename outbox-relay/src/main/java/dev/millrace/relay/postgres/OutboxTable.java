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
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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

    private static final BatchLimit ONE = new BatchLimit(1, Long.MAX_VALUE);

    private final Connection session;
    private final SourceDatabase database;
    private final String table;
    private final String heartbeatTable;
    private final OutboxLayout layout;
    private final HistoryToken token;
    private final RowReader rows;

    /**
     * A point in the history of the database.
     *
     * @param lsn the log's insert position at that point
     * @param oldest every transaction with a smaller id had ended
     */
    public record Snapshot(long lsn, long oldest) {}

    public OutboxTable(SourceDatabase database, Duration timeout) throws SQLException {
        this.database = database;
        session = database.connect(timeout);
        table = database.table();
        layout = database.layout();
        heartbeatTable = database.heartbeatTable();
        token = new HistoryToken(session, heartbeatTable);
        rows = new RowReader(session, database);
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

    /** @throws SourceNotReady when the database lacks what log tailing needs */
    public void requireForLogTailing() throws SQLException {
        Preflight.forLogTailing(database, session);
    }

    /** Writes a row that arrives through the slot. */
    public void writeHeartbeat() throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute("DELETE FROM %1$s; INSERT INTO %1$s (id, at) VALUES (1, clock_timestamp())"
                    .formatted(heartbeatTable));
        }
    }

    /** Rows of one shard that are not parked, in the order of their insertion, up to the limit. */
    public List<OutboxEvent> next(int shard, int shards, BatchLimit limit) throws SQLException {
        String key = OutboxLayout.quoted(layout.columns().aggregateId());
        String sizes = selectSizes() + layout.notParked() + " AND (? = 1 OR mod(hashtext(coalesce(o." + key
                + "::text, ''))::bigint + 2147483648, ?) = ?)" + " ORDER BY " + layout.order() + " LIMIT ?";
        try (PreparedStatement select = session.prepareStatement(sizes)) {
            select.setInt(1, shards);
            select.setInt(2, shards);
            select.setInt(3, shard);
            select.setInt(4, limit.events());
            return rows.read(select, limit).events();
        }
    }

    /** The ids of all rows that are not parked. */
    public Set<UUID> ids() throws SQLException {
        Set<UUID> ids = new HashSet<>();
        try (Statement select = session.createStatement();
                ResultSet row = select.executeQuery(
                        "SELECT o.%s FROM %s AS o WHERE %s".formatted(id(), table, layout.notParked()))) {
            while (row.next()) {
                ids.add(row.getObject(1, UUID.class));
            }
        }
        return ids;
    }

    /** Empty when there is no such row. */
    public Optional<OutboxEvent> find(UUID id) throws SQLException {
        try (PreparedStatement select = session.prepareStatement(selectSizes() + "o." + id() + " = ?")) {
            select.setObject(1, id);
            return rows.read(select, ONE).events().stream().findFirst();
        }
    }

    /** Ids of rows that are not parked and have a greater id, in the order of the ids. */
    public List<UUID> idsAfter(UUID id, int limit) throws SQLException {
        List<UUID> ids = new ArrayList<>();
        String rows = "SELECT o.%1$s FROM %2$s AS o WHERE o.%1$s > ? AND %3$s ORDER BY 1 LIMIT ?";
        try (PreparedStatement select = session.prepareStatement(rows.formatted(id(), table, layout.notParked()))) {
            select.setObject(1, id);
            select.setInt(2, limit);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    ids.add(row.getObject(1, UUID.class));
                }
            }
        }
        return ids;
    }

    /** The rows among these ids that are in the table and not parked, with the times of their events. */
    public Map<UUID, Instant> present(Collection<UUID> ids) throws SQLException {
        Map<UUID, Instant> present = new HashMap<>();
        String rows = "SELECT o.%1$s, coalesce(%2$s, clock_timestamp()) FROM %3$s AS o WHERE o.%1$s = ANY(?) AND %4$s";
        try (PreparedStatement select =
                session.prepareStatement(rows.formatted(id(), layout.timeOf(), table, layout.notParked()))) {
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
        execute("DELETE FROM %s WHERE %s = ANY(?)".formatted(table, id()), ids);
        if (layout.parkedTable() != null) {
            execute("DELETE FROM %s WHERE id = ANY(?)".formatted(layout.parkedTable()), ids);
        }
    }

    /** Keeps parked rows, because their content is nowhere else. */
    public void removePublished(Collection<UUID> ids) throws SQLException {
        execute("DELETE FROM %s AS o WHERE o.%s = ANY(?) AND %s".formatted(table, id(), layout.notParked()), ids);
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
    public @Nullable String token(Shard share) throws SQLException {
        return token.read(share);
    }

    /** Whether a relay has published from this table before, as far as the heartbeat table shows. */
    public boolean isKnownToRelays() throws SQLException {
        return token.anyWritten();
    }

    /** Marks rows as parked, so that they stay in the table: their content is nowhere else. */
    public void park(Collection<UUID> ids) throws SQLException {
        execute(
                layout.parkedTable() == null
                        ? "UPDATE %s SET parked = true WHERE %s = ANY(?)".formatted(table, id())
                        : "INSERT INTO %s (id) SELECT unnest(?) ON CONFLICT DO NOTHING".formatted(layout.parkedTable()),
                ids);
    }

    /** Up to the condition. */
    private String selectSizes() throws SQLException {
        String sizes = rows.columns().sizes();
        return layout.byName()
                ? NOW + "SELECT %s FROM %s AS o, now WHERE ".formatted(sizes, table)
                : "SELECT %s FROM %s AS o WHERE ".formatted(sizes, table);
    }

    /** Marks all rows that are there now as parked. */
    public void parkAll() throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute(
                    layout.parkedTable() == null
                            ? "UPDATE %s SET parked = true".formatted(table)
                            : "INSERT INTO %s (id) SELECT %s FROM %s ON CONFLICT DO NOTHING"
                                    .formatted(layout.parkedTable(), id(), table));
        }
    }

    /** Removes every trace of a relay, so that the next start is a first one. */
    public void forgetRelays() throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute("DELETE FROM " + heartbeatTable);
        }
    }

    private String id() {
        return OutboxLayout.quoted(layout.id());
    }

    private void execute(String sql, Collection<UUID> ids) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(sql)) {
            statement.setArray(1, session.createArrayOf("uuid", ids.toArray()));
            statement.execute();
        }
    }

    @Override
    public void close() throws SQLException {
        session.close();
    }
}
