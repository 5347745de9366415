package dev.millrace.relay.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/** Looks for what would keep the relay from working, and says the remedy. */
public final class Preflight {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String LOOK = """
            SELECT current_setting('wal_level') AS wal_level,
                   (SELECT rolreplication OR rolsuper FROM pg_roles WHERE rolname = current_user) AS may_replicate,
                   to_regclass(?) IS NOT NULL AS table_exists,
                   coalesce(has_table_privilege(to_regclass(?), 'SELECT'), false) AS may_read,
                   EXISTS (SELECT FROM pg_publication_tables
                           WHERE pubname = ? AND schemaname || '.' || tablename = ?) AS published
            """;

    private Preflight() {}

    /** @throws NotPrepared when the database is not as the relay needs it */
    public static void check(Database database) throws SQLException {
        try (Connection connection = database.connect(PATIENCE);
                PreparedStatement look = connection.prepareStatement(LOOK)) {
            look.setString(1, database.table());
            look.setString(2, database.table());
            look.setString(3, database.publication());
            look.setString(4, database.table());
            try (ResultSet found = look.executeQuery()) {
                found.next();
                demand(
                        "logical".equals(found.getString("wal_level")),
                        "wal_level is %s; set it to logical and restart PostgreSQL",
                        found.getString("wal_level"));
                demand(
                        found.getBoolean("may_replicate"),
                        "role %s may not replicate; ALTER ROLE \"%s\" REPLICATION",
                        database.username(),
                        database.username());
                demand(
                        found.getBoolean("table_exists"),
                        "there is no table %s; has its owner's migration run?",
                        database.table());
                demand(
                        found.getBoolean("may_read"),
                        "role %s may not read %s; GRANT SELECT, DELETE ON %s TO \"%s\"",
                        database.username(),
                        database.table(),
                        database.table(),
                        database.username());
                demand(
                        found.getBoolean("published"),
                        "publication %s does not have table %s; has its owner's migration run?",
                        database.publication(),
                        database.table());
            }
        }
    }

    private static void demand(boolean fulfilled, String remedy, Object... details) {
        if (!fulfilled) {
            throw new NotPrepared(remedy.formatted(details));
        }
    }
}
