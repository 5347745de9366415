package dev.millrace.relay.leadership;

import dev.millrace.relay.postgres.Leadership;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;

/** Renews a leadership several times within the lease, and gives it up when that fails. */
final class LeaseRenewal implements AutoCloseable {
    private static final int RENEWALS_PER_LEASE = 5;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("relay-lease").daemon().factory());
    private final Leadership leadership;
    private final IntPredicate mayContinue;
    private final Runnable giveUp;
    private volatile Exception loss;

    private LeaseRenewal(Leadership leadership, IntPredicate mayContinue, Runnable giveUp) {
        this.leadership = leadership;
        this.mayContinue = mayContinue;
        this.giveUp = giveUp;
    }

    /**
     * @param mayContinue whether to keep the leadership, given how many relays work on the source's shards
     * @param giveUp called when the leadership must end
     */
    static LeaseRenewal start(Leadership leadership, Duration lease, IntPredicate mayContinue, Runnable giveUp) {
        LeaseRenewal renewal = new LeaseRenewal(leadership, mayContinue, giveUp);
        long period = lease.toMillis() / RENEWALS_PER_LEASE;
        renewal.clock.scheduleWithFixedDelay(renewal::renew, period, period, TimeUnit.MILLISECONDS);
        return renewal;
    }

    private void renew() {
        try {
            if (!mayContinue.test(leadership.renew())) {
                end();
            }
        } catch (SQLException | RuntimeException e) {
            loss = e;
            end();
        }
    }

    private void end() {
        clock.shutdown();
        giveUp.run();
    }

    void throwIfLost() throws SQLException {
        if (loss != null) {
            throw new SQLException("leadership lost: " + loss.getMessage(), loss);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
