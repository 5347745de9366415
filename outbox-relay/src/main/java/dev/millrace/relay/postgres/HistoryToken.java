package dev.millrace.relay.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Detects a restored database when polling. The token is an increasing instant in the heartbeat table, written in the
 * transaction that removes a batch; a restored database has an older one. There is one row per shard, beside the
 * heartbeat's row.
 */
public final class HistoryToken {
    private static final int WHOLE = 0;
    private static final int FIRST_SHARD = 2; // row 1 is the heartbeat

    private final Connection session;
    private final String table;

    HistoryToken(Connection session, String heartbeatTable) {
        this.session = session;
        this.table = heartbeatTable;
    }

    /**
     * Returns the current time, or the next greater token when the clock is behind.
     *
     * @param previous null when there is none
     */
    public static String after(@Nullable String previous) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        Instant next = previous == null ? now : Instant.parse(previous).plus(1, ChronoUnit.MICROS);
        return (now.isAfter(next) ? now : next).toString();
    }

    /** Returns null when there is none. */
    @Nullable
    String read(Shard shard) throws SQLException {
        try (PreparedStatement select = session.prepareStatement("SELECT at FROM %s WHERE id = ?".formatted(table))) {
            select.setInt(1, row(shard));
            try (ResultSet token = select.executeQuery()) {
                return token.next()
                        ? token.getObject(1, OffsetDateTime.class).toInstant().toString()
                        : null;
            }
        }
    }

    void write(Shard shard, String token) throws SQLException {
        try (PreparedStatement delete = session.prepareStatement("DELETE FROM %s WHERE id = ?".formatted(table));
                PreparedStatement insert =
                        session.prepareStatement("INSERT INTO %s (id, at) VALUES (?, ?)".formatted(table))) {
            delete.setInt(1, row(shard));
            delete.execute();
            insert.setInt(1, row(shard));
            insert.setObject(2, Instant.parse(token).atOffset(ZoneOffset.UTC));
            insert.execute();
        }
    }

    /** Whether any relay, in either mode, has worked on this database. */
    boolean anyWritten() throws SQLException {
        try (Statement select = session.createStatement();
                ResultSet any = select.executeQuery("SELECT EXISTS (SELECT FROM %s)".formatted(table))) {
            any.next();
            return any.getBoolean(1);
        }
    }

    private static int row(Shard shard) {
        return shard.of() == 1 ? WHOLE : FIRST_SHARD + shard.number();
    }
}
