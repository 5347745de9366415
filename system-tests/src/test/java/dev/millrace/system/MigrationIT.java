package dev.millrace.system;

import dev.millrace.devstack.Database;
import dev.millrace.devstack.DevStack;
import dev.millrace.devstack.process.Checkout;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The packaged service's migration as a step of its own. */
class MigrationIT {
    private static DevStack stack;

    private ServerSocketChannel broker;
    private ServerSocketChannel takenPort;

    private record Ended(int code, String output) {}

    @BeforeAll
    static void startDatabase() {
        stack = DevStack.start();
    }

    @AfterAll
    static void stopDatabase() {
        stack.close();
    }

    @BeforeEach
    void listen() throws IOException {
        broker = listening();
        takenPort = listening();
    }

    @AfterEach
    void stopListening() throws IOException {
        broker.close();
        takenPort.close();
    }

    @Test
    void shouldMigrateAheadOfTheInstancesWithoutPortOrBroker() throws Exception {
        Ended early = run("off");
        assertThat(early.code).isEqualTo(1);
        assertThat(early.output).doesNotContain("\tat ");
        assertThat(early.output.lines().filter(line -> line.startsWith("Not started: ")))
                .singleElement()
                .asString()
                .contains("0.1 outbox", "DATABASE_MIGRATE=only");

        Ended migration = run("only");
        assertThat(migration.code).as(migration.output).isZero();
        assertThat(migration.output)
                .contains("Migrated the database's schema: 0.1 outbox")
                .doesNotContain("Not started");
        assertThat(run("only").output).contains("The database's schema is up to date");
        assertThat(connected(broker)).isFalse();

        // Past its database, an instance goes on to its port.
        assertThat(run("off").output).contains("Not started: port " + port(takenPort));
    }

    private Ended run(String migrate) throws IOException, InterruptedException {
        String jar = Checkout.find()
                .root()
                .resolve("order-service/target/quarkus-app/quarkus-run.jar")
                .toString();
        ProcessBuilder start = new ProcessBuilder(
                Checkout.javaCommand(), "-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", jar);
        start.environment().put("DATABASE_MIGRATE", migrate);
        start.environment().put("DATABASE_URL", stack.jdbcUrl(Database.ORDERS));
        start.environment().put("DATABASE_USERNAME", Database.ORDERS.owner().username());
        start.environment().put("DATABASE_PASSWORD", Database.ORDERS.owner().password());
        start.environment().put("IDENTITY_ISSUER", "http://127.0.0.1:1");
        start.environment().put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + port(broker));
        start.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port(takenPort)));
        Process process = start.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }

    private static ServerSocketChannel listening() throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)).configureBlocking(false);
        return channel;
    }

    private static int port(ServerSocketChannel channel) {
        return channel.socket().getLocalPort();
    }

    private static boolean connected(ServerSocketChannel channel) throws IOException {
        try (var first = channel.accept()) {
            return first != null;
        }
    }
}
