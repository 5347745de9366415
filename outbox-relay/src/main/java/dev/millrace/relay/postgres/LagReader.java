package dev.millrace.relay.postgres;

import dev.millrace.relay.postgres.OutboxTable.Snapshot;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

import static dev.millrace.relay.postgres.OutboxTable.NOW;
import static dev.millrace.relay.postgres.OutboxTable.ROW_XID;

/** Reads how far a source's publishing lags, over one database session. */
public final class LagReader implements AutoCloseable {
    private static final int COUNTED_AT_MOST = 100_000;

    private static final String SLOT = """
            SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn) AS behind,
                   pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn) AS retained
            FROM pg_replication_slots WHERE slot_name = ? AND restart_lsn IS NOT NULL
            """;

    private final Connection session;
    private final String table;
    private final String slot;
    private final OutboxLayout layout;

    /**
     * @param rows number of waiting rows, counted up to 100,000
     * @param oldest age of the oldest of them; zero when there is none
     */
    public record Waiting(long rows, Duration oldest) {}

    /**
     * @param behindBytes bytes of the log that the relay has not confirmed yet
     * @param retainedBytes bytes of the log that PostgreSQL must keep on disk for the slot
     */
    public record SlotLag(long behindBytes, long retainedBytes) {}

    public LagReader(SourceDatabase database, Duration timeout) throws SQLException {
        session = database.connect(timeout);
        table = database.table();
        slot = database.slot();
        layout = database.layout();
    }

    /** False until the owner's migration has run. Querying a missing table would log an error on the server. */
    public boolean tableExists() throws SQLException {
        try (PreparedStatement look = session.prepareStatement("SELECT to_regclass(?) IS NOT NULL")) {
            look.setString(1, table);
            try (ResultSet result = look.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        }
    }

    /** @param since transactions that had ended at this point are known to be published; null when nothing is known */
    public Waiting count(@Nullable Snapshot since) throws SQLException {
        String rows = NOW
                + "SELECT count(*), extract(epoch FROM clock_timestamp() - min(time) FILTER (WHERE isfinite(time))) FROM "
                + "(SELECT %s AS time FROM %s AS o, now WHERE %s AND " + ROW_XID + " >= ? LIMIT ?) waiting";
        try (PreparedStatement count =
                session.prepareStatement(rows.formatted(layout.timeOf(), table, layout.notParked()))) {
            count.setLong(1, since == null ? 0 : since.oldest());
            count.setInt(2, COUNTED_AT_MOST);
            try (ResultSet result = count.executeQuery()) {
                result.next();
                double age = Math.max(0, result.getDouble(2));
                return new Waiting(result.getLong(1), Duration.ofMillis(Math.round(age * 1000)));
            }
        }
    }

    /** Empty when the slot is missing or invalidated. */
    public Optional<SlotLag> slotLag() throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(SLOT)) {
            statement.setString(1, slot);
            try (ResultSet lag = statement.executeQuery()) {
                return lag.next()
                        ? Optional.of(new SlotLag(lag.getLong("behind"), lag.getLong("retained")))
                        : Optional.empty();
            }
        }
    }

    @Override
    public void close() throws SQLException {
        session.close();
    }
}
