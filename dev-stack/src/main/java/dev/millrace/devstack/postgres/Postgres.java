package dev.millrace.devstack.postgres;

import dev.millrace.devstack.process.Checkout;
import dev.millrace.devstack.process.ProcessSpec;
import dev.millrace.devstack.process.RunDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** PostgreSQL with logical decoding, on the loopback interface, its data below the layout's root. */
public final class Postgres implements ProcessSpec {

    public static final String NAME = "postgres";

    private static final List<String> SETTINGS = List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "max_connections=200",
            "shared_buffers=64MB",
            "dynamic_shared_memory_type=mmap", // nothing in /dev/shm, which is small in containers and outlives a kill
            "wal_level=logical",
            "max_wal_senders=20",
            "max_replication_slots=20",
            "min_wal_size=16MB",
            "max_wal_size=256MB",
            "synchronous_commit=on", // off would let logical decoding lag behind the commit
            "log_line_prefix=%m %u@%d ");

    private final int port;
    private final Path data;
    private final boolean durable;

    /** @param durable whether commits survive a power cut; they survive {@code kill -9} in any case */
    public Postgres(int port, RunDirectory layout, boolean durable) {
        this.port = port;
        this.data = layout.data(NAME);
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

    /** Fast shutdown; TERM would wait for every client to leave. */
    @Override
    public String stopSignal() {
        return "INT";
    }

    private static PostgresTools tools() {
        return new PostgresTools(PostgresBinaries.home(Checkout.find()));
    }
}
