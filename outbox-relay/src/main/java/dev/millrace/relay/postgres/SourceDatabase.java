package dev.millrace.relay.postgres;

import dev.millrace.relay.config.SourceConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.jdbc.PgConnection;
import org.postgresql.util.HostSpec;

/**
 * One source's database and how to connect to it.
 *
 * @param host one, or several with commas between them; as many as ports
 * @param driverParameters parameters in the JDBC URL
 * @param maxRowSize in bytes; a larger row is never read whole
 */
public record SourceDatabase(
        String name,
        String host,
        String port,
        String database,
        String username,
        String password,
        Map<String, String> driverParameters,
        String slot,
        String publication,
        String table,
        String heartbeatTable,
        int maxRowSize,
        OutboxLayout layout,
        Optional<String> takeOverSlot) {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** @throws IllegalArgumentException when the JDBC URL is not a PostgreSQL URL */
    public static SourceDatabase of(String name, SourceConfig config) {
        Properties parts = Driver.parseURL(config.jdbcUrl(), null);
        if (parts == null) {
            throw new IllegalArgumentException(
                    "relay.sources.%s.jdbc-url is no PostgreSQL URL: %s".formatted(name, config.jdbcUrl()));
        }
        Map<String, String> parameters = parts.stringPropertyNames().stream()
                .filter(key -> !key.startsWith("PG"))
                .collect(Collectors.toMap(key -> key, parts::getProperty));
        return new SourceDatabase(
                name,
                parts.getProperty(PGProperty.PG_HOST.getName()),
                parts.getProperty(PGProperty.PG_PORT.getName()),
                parts.getProperty(PGProperty.PG_DBNAME.getName()),
                config.username(),
                config.password(),
                parameters,
                config.slot().orElse("outbox_relay_" + name),
                config.publication(),
                config.table(),
                config.heartbeatTable(),
                Math.toIntExact(config.maxRowSize().asLongValue()),
                OutboxLayout.of(config),
                config.takeOverSlot());
    }

    /**
     * @param timeout for connecting and for each read, in whole seconds and at least one; then the connection is lost
     */
    public Connection connect(Duration timeout) throws SQLException {
        return connect(timeout, Map.of());
    }

    /** A connection that uses the replication protocol. */
    Connection connectReplicating(Duration timeout) throws SQLException {
        return connect(
                timeout,
                Map.of(
                        PGProperty.REPLICATION.getName(), "database",
                        PGProperty.ASSUME_MIN_SERVER_VERSION.getName(), "10", // replication requires it
                        PGProperty.PREFER_QUERY_MODE.getName(), "simple"));
    }

    private Connection connect(Duration timeout, Map<String, String> more) throws SQLException {
        Properties properties = new Properties();
        PGProperty.USER.set(properties, username);
        PGProperty.PASSWORD.set(properties, password);
        PGProperty.APPLICATION_NAME.set(properties, "outbox-relay " + name);
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        properties.putAll(timeouts(timeout));
        properties.putAll(driverParameters);
        properties.putAll(more);
        return new Driver().connect("jdbc:postgresql://%s/%s".formatted(servers(), database), properties);
    }

    /** The driver's parameters that limit how long a connection waits, see {@link #connect}. */
    public static Map<String, String> timeouts(Duration timeout) {
        long seconds = Math.max(1, timeout.toSeconds());
        return Map.of(
                PGProperty.CONNECT_TIMEOUT.getName(), String.valueOf(seconds),
                PGProperty.SOCKET_TIMEOUT.getName(), String.valueOf(seconds),
                // Longer, because it does not say that the server is silent.
                PGProperty.LOGIN_TIMEOUT.getName(), String.valueOf(seconds + 1));
    }

    private String servers() {
        String[] hosts = host.split(",");
        String[] ports = port.split(",");
        return IntStream.range(0, hosts.length)
                .mapToObj(i -> hosts[i] + ":" + ports[i])
                .collect(Collectors.joining(","));
    }

    /**
     * This database at the one server that the driver chooses among those of the URL, by {@code targetServerType}. The
     * engine takes only one.
     */
    public SourceDatabase atChosenServer() throws SQLException {
        if (!host.contains(",")) {
            return this;
        }
        try (Connection connection = connect(TIMEOUT)) {
            HostSpec server =
                    connection.unwrap(PgConnection.class).getQueryExecutor().getHostSpec();
            return new SourceDatabase(
                    name,
                    server.getHost(),
                    String.valueOf(server.getPort()),
                    database,
                    username,
                    password,
                    driverParameters,
                    slot,
                    publication,
                    table,
                    heartbeatTable,
                    maxRowSize,
                    layout,
                    takeOverSlot);
        }
    }

    /** Omits the password. */
    @Override
    public String toString() {
        return "%s (%s at %s:%s as %s)".formatted(name, database, host, port, username);
    }
}
