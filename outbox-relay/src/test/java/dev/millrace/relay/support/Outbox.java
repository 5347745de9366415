package dev.millrace.relay.support;

import dev.millrace.devstack.Credentials;
import dev.millrace.devstack.Database;
import dev.millrace.devstack.DevStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The writing side: a service's database with the outbox that the chassis' own migration creates. */
public final class Outbox {
    private static final Path MIGRATION =
            Path.of("../chassis/eventing/src/main/resources/db/chassis/V0.1__outbox_inbox_idempotency.sql");
    private static final String INSERT = """
            INSERT INTO outbox (id, aggregate_type, aggregate_id, type, source, time, headers, payload)
            VALUES (?, ?, ?, ?, '/order-service', '2026-11-21T07:00:00.123456Z', ?::json, ?::json)
            """;

    private final String jdbcUrl;
    private final Database database;

    public Outbox(DevStack stack, Database database) {
        this(stack.jdbcUrl(database), database);
    }

    public Outbox(String jdbcUrl, Database database) {
        this.jdbcUrl = jdbcUrl;
        this.database = database;
    }

    /** An empty outbox from which no relay has published: without rows, slot and position. */
    public static Outbox fresh(DevStack stack, Database database) throws SQLException, IOException {
        Outbox outbox = new Outbox(stack, database).renew();
        Positions.forget(stack, database.databaseName());
        return outbox;
    }

    /** Empties the outbox and drops the slot. */
    public Outbox renew() throws SQLException, IOException {
        execute(
                Credentials.RELAY,
                "SELECT pg_terminate_backend(active_pid, 5000) FROM pg_replication_slots WHERE active AND database = current_database()");
        execute(
                Credentials.RELAY,
                "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE database = current_database()");
        execute(
                database.owner(),
                "DROP SCHEMA public CASCADE; CREATE SCHEMA public; GRANT USAGE ON SCHEMA public TO PUBLIC; DROP PUBLICATION IF EXISTS outbox");
        execute(database.owner(), Files.readString(MIGRATION).replace("${relay-role}", Credentials.RELAY.username()));
        return this;
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(
                jdbcUrl, database.owner().username(), database.owner().password());
    }

    public void execute(Credentials who, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl, who.username(), who.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of the query's result. */
    public List<String> query(Credentials who, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl, who.username(), who.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    /** The payloads of the rows in the table, ordered by {@code seq}. */
    public List<String> rows() throws SQLException {
        return query(database.owner(), "SELECT payload FROM outbox ORDER BY seq");
    }

    /** Inserts one event in a transaction of its own. */
    public UUID publish(String aggregateType, String aggregateId, String headers, String payload) throws SQLException {
        try (Connection connection = connect()) {
            return publish(connection, aggregateType, aggregateId, headers, payload);
        }
    }

    public UUID publish(String aggregateId, String payload) throws SQLException {
        return publish("order", aggregateId, "{}", payload);
    }

    public static UUID publish(
            Connection connection, String aggregateType, String aggregateId, String headers, String payload)
            throws SQLException {
        UUID id = UUID.randomUUID();
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setObject(1, id);
            insert.setString(2, aggregateType);
            insert.setString(3, aggregateId);
            insert.setString(4, aggregateType + ".created.v1");
            insert.setString(5, headers);
            insert.setString(6, payload);
            insert.executeUpdate();
        }
        return id;
    }
}
