package dev.millrace.devstack.postgres;

import dev.millrace.devstack.process.Checkout;
import dev.millrace.devstack.process.ProcessSpec;
import dev.millrace.devstack.process.RunDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Process of a PostgreSQL server with logical decoding, on the loopback interface. */
public final class Postgres implements ProcessSpec {

    public static final String NAME = "postgres";

    private static final List<String> SETTINGS = List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "max_connections=200",
            "shared_buffers=64MB",
            "dynamic_shared_memory_type=mmap", // /dev/shm is small in containers, and its segments survive kill -9
            "wal_level=logical",
            "max_wal_senders=20",
            "max_replication_slots=20",
            "min_wal_size=16MB",
            "max_wal_size=256MB",
            "checkpoint_timeout=15min", // fewer full pages in the WAL; recovery reads at most max_wal_size
            "jit=off", // the statements are short
            "synchronous_commit=on", // with off, logical decoding would lag behind the commit
            "log_line_prefix=%m %u@%d ");

    private final int port;
    private final Path data;
    private final boolean durable;

    /** @param durable whether commits survive a power failure; they survive {@code kill -9} in any case */
    public Postgres(int port, RunDirectory runDirectory, boolean durable) {
        this.port = port;
        this.data = runDirectory.data(NAME);
        this.durable = durable;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void prepare() {
        try {
            new DataDirectory(tools(), data).prepare();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<String> command() {
        List<String> arguments = new ArrayList<>(List.of(
                "-D", data.toString(), "-p", Integer.toString(port), "-c", "fsync=" + (durable ? "on" : "off")));
        SETTINGS.forEach(setting -> arguments.addAll(List.of("-c", setting)));
        return tools().command("postgres", arguments);
    }

    @Override
    public boolean isReady(long pid) {
        return Postmaster.read(data.resolve(Postmaster.PID_FILE))
                .filter(postmaster -> postmaster.pid() == pid && postmaster.ready())
                .isPresent();
    }

    /** SIGINT is PostgreSQL's fast shutdown; on SIGTERM it would wait for all clients to disconnect. */
    @Override
    public String stopSignal() {
        return "INT";
    }

    private static PostgresTools tools() {
        return new PostgresTools(PostgresBinaries.home(Checkout.find()));
    }
}
