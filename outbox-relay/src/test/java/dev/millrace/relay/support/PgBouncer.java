package dev.millrace.relay.support;

import dev.millrace.devstack.Credentials;
import dev.millrace.devstack.Database;
import dev.millrace.devstack.DevStack;
import dev.millrace.devstack.process.Ports;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** The installed PgBouncer in front of a database. Clients need no password; the relay's role is used for all. */
public final class PgBouncer implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/pgbouncer");

    private final int port = Ports.free();
    private final Process process;

    private PgBouncer(DevStack stack, String mode, String ignoredParameters) throws IOException {
        Path directory = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "pgbouncer-");
        String target = stack.jdbcUrl(Database.ORDERS);
        Path configuration = Files.writeString(directory.resolve("pgbouncer.ini"), """
                [databases]
                orders = host=127.0.0.1 port=%d dbname=%s user=%s password=%s
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = any
                pool_mode = %s
                ignore_startup_parameters = %s
                """.formatted(
                        portOf(target),
                        target.substring(target.lastIndexOf('/') + 1),
                        Credentials.RELAY.username(),
                        Credentials.RELAY.password(),
                        port,
                        mode,
                        ignoredParameters));
        // It does not run as root; it reads the file before it changes the user.
        List<String> user = "root".equals(System.getProperty("user.name")) ? List.of("-u", "nobody") : List.of();
        List<String> command = new ArrayList<>(List.of(PROGRAM.toString()));
        command.addAll(user);
        command.add(configuration.toString());
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
    }

    /** For {@code @EnabledIf}. */
    public static boolean isInstalled() {
        return Files.isExecutable(PROGRAM);
    }

    /**
     * @param mode {@code session} or {@code transaction}
     * @param ignoredParameters that clients may send, with commas between them
     */
    public static PgBouncer start(DevStack stack, String mode, String ignoredParameters) throws IOException {
        PgBouncer pooler = new PgBouncer(stack, mode, ignoredParameters);
        Awaitility.await().until(pooler::isListening);
        return pooler;
    }

    private static int portOf(String jdbcUrl) {
        return Integer.parseInt(jdbcUrl.replaceAll(".*:(\\d+)/.*", "$1"));
    }

    private boolean isListening() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port));
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:%d/orders".formatted(port);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
