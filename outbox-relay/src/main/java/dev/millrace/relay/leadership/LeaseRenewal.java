package dev.millrace.relay.leadership;

import dev.millrace.relay.postgres.Leadership;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Renews a leadership several times within the lease, and gives it up when that fails. */
final class LeaseRenewal implements AutoCloseable {
    private static final int RENEWALS_PER_LEASE = 5;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("relay-lease").daemon().factory());
    private final Leadership leadership;
    private final IntPredicate mayContinue;
    private final Runnable giveUp;
    private final Consumer<Exception> lost;
    private volatile @Nullable Exception loss;

    private LeaseRenewal(Leadership leadership, IntPredicate mayContinue, Runnable giveUp, Consumer<Exception> lost) {
        this.leadership = leadership;
        this.mayContinue = mayContinue;
        this.giveUp = giveUp;
        this.lost = lost;
    }

    /**
     * @param mayContinue whether to keep the leadership, given how many relays work on the source's shards
     * @param giveUp called when the leadership must end; may take as long as the database does not respond
     * @param lost receives the failure of a renewal, before {@code giveUp} is called
     */
    static LeaseRenewal start(
            Leadership leadership,
            Duration lease,
            IntPredicate mayContinue,
            Runnable giveUp,
            Consumer<Exception> lost) {
        LeaseRenewal renewal = new LeaseRenewal(leadership, mayContinue, giveUp, lost);
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
            lost.accept(e);
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
