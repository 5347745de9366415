package dev.millrace.bench.relay;

import dev.millrace.devstack.Credentials;
import dev.millrace.devstack.process.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** The writer: a database with the outbox table of the chassis' migration. Each event is a transaction of its own. */
final class Source {
    private static final Path MIGRATION =
            Path.of("chassis/eventing/src/main/resources/db/chassis/V0.1__outbox_inbox_idempotency.sql");
    private static final int AGGREGATES = 500;
    private static final int PADDING = 100_000;
    /**
     * Procedure that inserts events with payloads of a given size that do not compress better than real ones. The
     * padding is cut out of bytes, because substr on text takes longer than the insert.
     */
    private static final String FILL = """
            CREATE PROCEDURE fill(first int, count int, size int) LANGUAGE plpgsql AS $$
            DECLARE rest int := size - length('{"n":"000000000","text":""}');
                    padding bytea := (SELECT convert_to(text, 'UTF8') FROM padding);
            BEGIN
                FOR n IN first .. first + count - 1 LOOP
                    INSERT INTO outbox (id, aggregate_type, aggregate_id, type, source, time, payload)
                    VALUES (gen_random_uuid(), 'order', 'order-' || n % 500, 'order.created.v1', '/orders', now(),
                            format('{"n":"%s","text":"%s"}', lpad(n::text, 9, '0'),
                                   convert_from(substr(padding, 1 + n % 9000 * 10, rest), 'UTF8'))::json);
                    COMMIT;
                END LOOP;
            END $$""";

    private static final String TABLE_SIZE = """
            SELECT pg_total_relation_size('outbox') AS bytes, (SELECT count(*) FROM outbox) AS live,
                   (SELECT n_dead_tup FROM pg_stat_user_tables WHERE relname = 'outbox') AS dead""";

    private final RunContext context;

    Source(RunContext context) {
        this.context = context;
    }

    /** Recreates the schema with an empty outbox. */
    void renew() throws SQLException, IOException {
        Credentials owner = RunContext.DATABASE.owner();
        String migration = Files.readString(Checkout.find().root().resolve(MIGRATION))
                .replace("${relay-role}", Credentials.RELAY.username());
        execute(owner, """
                DROP PUBLICATION IF EXISTS outbox;
                DROP SCHEMA public CASCADE;
                CREATE SCHEMA public;
                GRANT USAGE ON SCHEMA public TO PUBLIC""");
        execute(owner, migration);
        execute(owner, "CREATE TABLE padding AS SELECT '%s' AS text".formatted(padding()));
        execute(owner, FILL);
    }

    /**
     * Inserts a backlog that no relay reads yet. A checkpoint keeps PostgreSQL's deferred work out of the measurement.
     */
    void fill(int first, int count, int size) throws SQLException {
        execute(RunContext.DATABASE.owner(), "TRUNCATE outbox");
        execute(RunContext.DATABASE.owner(), "CALL fill(%d, %d, %d)".formatted(first, count, size));
        execute(Credentials.SUPERUSER, "CHECKPOINT");
    }

    /** Inserts an event after each gap; late events follow without delay. Records the time right after each commit. */
    void publish(Events events, int first, int count, LongSupplier gapNanos) throws SQLException {
        try (Connection connection = connect(RunContext.DATABASE.owner());
                PreparedStatement insert = connection.prepareStatement("""
                        INSERT INTO outbox (id, aggregate_type, aggregate_id, type, source, time, payload)
                        VALUES (gen_random_uuid(), 'order', ?, 'order.created.v1', '/orders', now(), ?::json)""")) {
            long due = System.nanoTime();
            for (int n = first; n < first + count; n++) {
                parkUntil(due);
                insert.setString(1, "order-" + n % AGGREGATES);
                insert.setString(2, "{\"n\":\"%09d\",\"text\":\"%s\"}".formatted(n, "some text ".repeat(15)));
                insert.executeUpdate();
                events.committed(n);
                due += gapNanos.getAsLong();
            }
        }
    }

    /** Terminates a backend that still reads the slot, and drops the slot. */
    void dropSlot() throws SQLException {
        String slots = " FROM pg_replication_slots WHERE slot_name = '" + context.slot() + "'";
        execute(context.reader(), "SELECT pg_terminate_backend(active_pid, 5000)" + slots + " AND active");
        execute(context.reader(), "SELECT pg_drop_replication_slot(slot_name)" + slots);
    }

    /** Size of the outbox with its indexes, and its rows, for display. */
    String tableSize() throws SQLException {
        try (Connection connection = connect(RunContext.DATABASE.owner());
                Statement statement = connection.createStatement();
                ResultSet size = statement.executeQuery(TABLE_SIZE)) {
            size.next();
            return "%.1f MB with indexes, %,d rows, %,d dead"
                    .formatted(size.getLong("bytes") / 1e6, size.getLong("live"), size.getLong("dead"));
        }
    }

    private void execute(Credentials who, String sql) throws SQLException {
        try (Connection connection = connect(who);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connect(Credentials who) throws SQLException {
        return DriverManager.getConnection(context.jdbcUrl(), who.username(), who.password());
    }

    private static String padding() {
        return new Random(1)
                .ints(PADDING, 'a', 'z' + 1)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    private static void parkUntil(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
