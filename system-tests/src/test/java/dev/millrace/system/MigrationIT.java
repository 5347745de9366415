package dev.millrace.system;

import dev.millrace.devstack.Database;
import dev.millrace.devstack.DevStack;
import dev.millrace.devstack.process.Checkout;
import dev.millrace.devstack.process.Packaging;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The migration of the packaged service as a separate step. */
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
        String silentBroker = "127.0.0.1:" + port(broker);
        Ended early = run("off", silentBroker);
        assertThat(early.code).isEqualTo(1);
        assertThat(early.output).doesNotContain("\tat ");
        assertThat(early.output.lines().filter(line -> line.startsWith("Not started: ")))
                .singleElement()
                .asString()
                .contains("0.1 outbox", "DATABASE_MIGRATE=only");

        Ended migration = run("only", silentBroker);
        assertThat(migration.code).as(migration.output).isZero();
        assertThat(migration.output)
                .contains("Migrated the database's schema: 0.1 outbox")
                .doesNotContain("Not started");
        assertThat(run("only", silentBroker).output).contains("The database's schema is up to date");
        assertThat(connected(broker)).isFalse();

        // The database is available: the start continues up to the port, which is taken.
        assertThat(run("off", stack.bootstrapServers()).output).contains("Not started: port " + port(takenPort));

        // Consumers are created after the start, and one that cannot be created ends the process, too.
        takenPort.close();
        Ended consumer = run("off", "kafka.invalid:9092");
        assertThat(consumer.code).isEqualTo(1);
        assertThat(consumer.output).contains("Not started: Kafka's address: ");
    }

    private Ended run(String migrate, String kafka) throws IOException, InterruptedException {
        ProcessBuilder start = new ProcessBuilder(Packaging.ofThisBuild()
                .command(
                        Checkout.find(),
                        "order-service",
                        List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")));
        start.environment()
                .putAll(Map.of(
                        "DATABASE_MIGRATE",
                        migrate,
                        "DATABASE_URL",
                        stack.jdbcUrl(Database.ORDERS),
                        "DATABASE_USERNAME",
                        Database.ORDERS.owner().username(),
                        "DATABASE_PASSWORD",
                        Database.ORDERS.owner().password(),
                        "IDENTITY_ISSUER",
                        "http://127.0.0.1:1",
                        "KAFKA_BOOTSTRAP_SERVERS",
                        kafka,
                        "QUARKUS_MANAGEMENT_PORT",
                        "0",
                        "QUARKUS_HTTP_PORT",
                        Integer.toString(takenPort.isOpen() ? port(takenPort) : 0)));
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
