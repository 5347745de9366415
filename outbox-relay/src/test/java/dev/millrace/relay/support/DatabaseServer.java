package dev.millrace.relay.support;

import dev.millrace.devstack.Credentials;
import dev.millrace.devstack.Database;
import dev.millrace.devstack.Reaper;
import dev.millrace.devstack.postgres.Postgres;
import dev.millrace.devstack.process.Command;
import dev.millrace.devstack.process.ManagedProcess;
import dev.millrace.devstack.process.Ports;
import dev.millrace.devstack.process.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.List;
import org.awaitility.Awaitility;

/** A PostgreSQL server of a test's own, whose data can be copied, put back, recovered to a moment and stood by for. */
public final class DatabaseServer implements AutoCloseable {
    private static final String DATA = Postgres.NAME;

    private final RunDirectory layout;
    private final ManagedProcess part;
    private final Reaper warden;
    private int copies;

    private DatabaseServer() throws IOException {
        layout = new RunDirectory(
                Files.createTempDirectory(Files.createDirectories(Path.of("target")), "millrace-server-"));
        part = new ManagedProcess(new Postgres(Ports.free(), layout, false), layout);
        warden = Reaper.over(layout);
    }

    /** With the databases of {@link Database}, each empty. */
    public static DatabaseServer start() throws IOException {
        DatabaseServer server = new DatabaseServer();
        server.part.start();
        return server;
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(part.port(), Database.ORDERS.databaseName());
    }

    public Outbox outbox() {
        return new Outbox(jdbcUrl(), Database.ORDERS);
    }

    public void stop() {
        part.stop();
    }

    /** As a snapshot of the volume; the server pauses for it. */
    public Path copy() {
        stop();
        Path copy = layout.root().resolve("copy-" + ++copies);
        copy(layout.data(DATA), copy);
        part.start();
        return copy;
    }

    public void putBack(Path copy) {
        stop();
        Command.run("remove the data", List.of("rm", "-rf", layout.data(DATA).toString()), "");
        copy(copy, layout.data(DATA));
        part.start();
    }

    /** Point-in-time recovery: the copy, and of the log since then what is before that place; a new timeline. */
    public void recover(Path copy, String lsn) throws IOException, SQLException {
        stop();
        Path log = layout.root().resolve("log");
        copy(layout.data(DATA).resolve("pg_wal"), log);
        configure(copy, "recovery.signal", """
                restore_command = 'cp %s/%%f "%%p"'
                recovery_target_lsn = '%s'
                recovery_target_action = 'promote'
                """.formatted(log, lsn));
        putBack(copy);
        awaitWritable();
    }

    /** A server that follows this one. */
    public DatabaseServer standby() throws IOException {
        DatabaseServer standby = new DatabaseServer();
        stop();
        copy(layout.data(DATA), standby.layout.data(DATA));
        part.start();
        configure(standby.layout.data(DATA), "standby.signal", """
                primary_conninfo = 'host=127.0.0.1 port=%d user=%s password=%s'
                """.formatted(
                        part.port(), Credentials.RELAY.username(), Credentials.RELAY.password()));
        standby.part.start();
        return standby;
    }

    /** Waits until a standby has what this server has. */
    public void awaitOn(DatabaseServer standby) throws SQLException {
        String end = outbox().query(Credentials.SUPERUSER, "SELECT pg_current_wal_lsn()")
                .getFirst();
        Awaitility.await().until(() -> standby.is("pg_last_wal_replay_lsn() >= '%s'".formatted(end)));
    }

    public void promote() throws SQLException {
        outbox().query(Credentials.SUPERUSER, "SELECT pg_promote()");
        awaitWritable();
    }

    public void restart() {
        stop();
        part.start();
    }

    private void awaitWritable() {
        Awaitility.await().until(() -> is("NOT pg_is_in_recovery()"));
    }

    private boolean is(String condition) throws SQLException {
        return outbox().query(Credentials.SUPERUSER, "SELECT " + condition)
                .getFirst()
                .equals("t");
    }

    private static void configure(Path data, String signal, String settings) throws IOException {
        Files.createFile(data.resolve(signal));
        Files.writeString(data.resolve("postgresql.auto.conf"), settings, StandardOpenOption.APPEND);
    }

    private static void copy(Path from, Path to) {
        Command.run("copy " + from, List.of("cp", "-a", from.toString(), to.toString()), "");
    }

    @Override
    public void close() {
        warden.close();
    }
}
