package dev.millrace.relay.lifecycle;

import dev.millrace.relay.postgres.Leadership;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Confirms a leadership several times within the lease, and gives it up when that fails. */
final class Confirmation implements AutoCloseable {
    private static final int CONFIRMATIONS_A_LEASE = 5;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("relay-lease").daemon().factory());
    private final Leadership leadership;
    private final Runnable giveUp;
    private volatile SQLException loss;

    private Confirmation(Leadership leadership, Runnable giveUp) {
        this.leadership = leadership;
        this.giveUp = giveUp;
    }

    static Confirmation start(Leadership leadership, Duration lease, Runnable giveUp) {
        Confirmation confirmation = new Confirmation(leadership, giveUp);
        long period = lease.toMillis() / CONFIRMATIONS_A_LEASE;
        confirmation.clock.scheduleWithFixedDelay(confirmation::confirm, period, period, TimeUnit.MILLISECONDS);
        return confirmation;
    }

    private void confirm() {
        try {
            leadership.confirm();
        } catch (SQLException e) {
            loss = e;
            clock.shutdown();
            giveUp.run();
        }
    }

    void throwIfLost() throws SQLException {
        if (loss != null) {
            throw new SQLException("leadership lost: " + loss.getMessage(), loss.getSQLState(), loss);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
