package dev.millrace.relay.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Checks that the database has what the relay needs. A failed check names the remedy. */
public final class Preflight {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final String QUERY = """
            SELECT current_setting('wal_level') AS wal_level,
                   (SELECT rolreplication OR rolsuper FROM pg_roles WHERE rolname = current_user)
                       OR EXISTS (SELECT FROM pg_roles
                           WHERE rolname = 'rds_replication' AND pg_has_role(oid, 'MEMBER')) AS may_replicate,
                   coalesce(has_table_privilege(to_regclass(?), 'SELECT')
                       AND has_table_privilege(to_regclass(?), 'DELETE')
                       AND (? OR has_any_column_privilege(to_regclass(?), 'UPDATE')), false) AS may_work,
                   ? OR coalesce(has_table_privilege(to_regclass(?), 'SELECT')
                       AND has_table_privilege(to_regclass(?), 'INSERT')
                       AND has_table_privilege(to_regclass(?), 'DELETE'), false) AS may_park,
                   coalesce(has_table_privilege(to_regclass(?), 'SELECT')
                       AND has_table_privilege(to_regclass(?), 'INSERT')
                       AND has_table_privilege(to_regclass(?), 'DELETE'), false) AS may_write_heartbeat,
                   (SELECT count(*) FROM pg_publication_tables AS t JOIN pg_publication AS p USING (pubname)
                    WHERE pubname = ? AND schemaname || '.' || tablename IN (?, ?)
                      AND pubinsert AND to_jsonb(t) ->> 'rowfilter' IS NULL
                      AND NOT EXISTS (SELECT FROM pg_attribute
                          WHERE attrelid = format('%I.%I', schemaname, tablename)::regclass
                            AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
                            AND NOT coalesce(to_jsonb(t) -> 'attnames' @> to_jsonb(attname), true))) = 2 AS published
            """;

    private final SourceDatabase database;

    private Preflight(SourceDatabase database) {
        this.database = database;
    }

    /** @throws SourceNotReady when the database lacks what log tailing needs */
    public static void forLogTailing(SourceDatabase database) throws SQLException {
        try (Connection connection = PoolerCheck.connect(database, TIMEOUT)) {
            PoolerCheck.checkReplication(database, connection);
            forLogTailing(database, connection);
        }
    }

    static void forLogTailing(SourceDatabase database, Connection connection) throws SQLException {
        new Preflight(database).check(connection, true);
    }

    /** @throws SourceNotReady when the database lacks what polling needs */
    public static void forPolling(SourceDatabase database) throws SQLException {
        try (Connection connection = PoolerCheck.connect(database, TIMEOUT)) {
            new Preflight(database).check(connection, false);
        }
    }

    private void check(Connection connection, boolean forLogTailing) throws SQLException {
        checkColumns(connection);
        try (PreparedStatement query = connection.prepareStatement(QUERY)) {
            bind(query);
            try (ResultSet found = query.executeQuery()) {
                found.next();
                checkTable(found);
                require(
                        found.getBoolean("may_write_heartbeat"),
                        "there is no table %2$s, or role %1$s may not write to it; CREATE TABLE %2$s (id int PRIMARY KEY, at timestamptz NOT NULL); GRANT SELECT, INSERT, DELETE ON %2$s TO \"%1$s\"",
                        database.username(),
                        database.heartbeatTable());
                if (forLogTailing) {
                    checkLogTailing(found);
                }
            }
        }
    }

    private void checkTable(ResultSet found) throws SQLException {
        String parked = database.layout().parkedTable();
        require(
                found.getBoolean("may_work"),
                "role %1$s may not work on %2$s; GRANT SELECT, DELETE%3$s ON %2$s TO \"%1$s\"",
                database.username(),
                database.table(),
                parked == null ? ", UPDATE (parked)" : "");
        require(
                found.getBoolean("may_park"),
                "there is no table %2$s, or role %1$s may not write to it; CREATE TABLE %2$s (id uuid PRIMARY KEY); GRANT SELECT, INSERT, DELETE ON %2$s TO \"%1$s\"",
                database.username(),
                parked);
    }

    private void checkLogTailing(ResultSet found) throws SQLException {
        require(
                "logical".equals(found.getString("wal_level")),
                "wal_level is %s; set it to logical and restart PostgreSQL, or set relay.mode=polling",
                found.getString("wal_level"));
        require(
                found.getBoolean("may_replicate"),
                "role %1$s may not replicate; ALTER ROLE \"%1$s\" REPLICATION, or on Amazon RDS: GRANT rds_replication TO \"%1$s\"",
                database.username());
        require(
                found.getBoolean("published"),
                "publication %1$s lacks %2$s or %3$s, or leaves out rows, columns or inserts; CREATE PUBLICATION %1$s FOR TABLE %2$s, %3$s WITH (publish = 'insert')",
                database.publication(),
                database.table(),
                database.heartbeatTable());
    }

    private void checkColumns(Connection connection) throws SQLException {
        if (database.layout().byName()) {
            NamedColumnCheck.check(connection, database);
        } else {
            OutboxColumn.check(connection, database.table());
        }
    }

    private void bind(PreparedStatement query) throws SQLException {
        String table = database.table();
        String heartbeat = database.heartbeatTable();
        String parked = database.layout().parkedTable();
        @Nullable
        Object[] values = {
            table,
            table,
            parked != null,
            table,
            parked == null,
            parked,
            parked,
            parked,
            heartbeat,
            heartbeat,
            heartbeat,
            database.publication(),
            table,
            heartbeat
        };
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof Boolean flag) {
                query.setBoolean(i + 1, flag);
            } else {
                query.setString(i + 1, (String) values[i]);
            }
        }
    }

    private static void require(boolean fulfilled, String remedy, @Nullable Object... details) {
        if (!fulfilled) {
            throw new SourceNotReady(remedy.formatted(details));
        }
    }
}
