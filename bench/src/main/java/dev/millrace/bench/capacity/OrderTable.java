package dev.millrace.bench.capacity;

import dev.millrace.bench.capacity.RateResult.Percentiles;
import dev.millrace.devstack.Database;
import dev.millrace.devstack.run.TestSystem;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Reads the orders' states from order-service's database, so that clients do not have to poll for each order. */
final class OrderTable implements AutoCloseable {
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final String OF_THIS_RUN = " from orders where created_at >= ?";

    private final Connection connection;

    OrderTable(TestSystem system) throws SQLException {
        connection = DriverManager.getConnection(
                system.jdbcUrl(Database.ORDERS),
                Database.ORDERS.owner().username(),
                Database.ORDERS.owner().password());
    }

    /** Number of orders placed since {@code since} that were decided by the time {@code at}. */
    long decided(Instant since, Instant at) throws SQLException {
        return count("select count(*)" + OF_THIS_RUN + " and state <> 'PENDING' and updated_at <= ?", since, at);
    }

    /** Waits until every order placed since then is decided. Returns false if the limit is exceeded. */
    boolean awaitDecisions(Instant since, Duration limit) throws SQLException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (count("select count(*)" + OF_THIS_RUN + " and state = 'PENDING'", since) > 0) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        return true;
    }

    /** Transactions that PostgreSQL has committed in all services' databases since its start. */
    long transactions() throws SQLException {
        return count("select sum(xact_commit) from pg_stat_database where datname not in ('postgres', 'template1')");
    }

    Percentiles decisionTimes(Instant since) throws SQLException {
        String percentile =
                "1000 * percentile_cont(%s) within group (order by extract(epoch from updated_at - created_at))";
        String query = "select " + percentile.formatted(0.5) + ", " + percentile.formatted(0.99) + OF_THIS_RUN
                + " and state <> 'PENDING'";
        try (PreparedStatement select = prepare(query, since);
                ResultSet row = select.executeQuery()) {
            row.next();
            return new Percentiles(row.getDouble(1), row.getDouble(2));
        }
    }

    private long count(String query, Instant... times) throws SQLException {
        try (PreparedStatement select = prepare(query, times);
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private PreparedStatement prepare(String query, Instant... times) throws SQLException {
        PreparedStatement select = connection.prepareStatement(query);
        for (int i = 0; i < times.length; i++) {
            select.setTimestamp(i + 1, Timestamp.from(times[i]));
        }
        return select;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
