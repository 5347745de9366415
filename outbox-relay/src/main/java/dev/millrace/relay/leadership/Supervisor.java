package dev.millrace.relay.leadership;

import dev.millrace.relay.config.RelayConfig;
import dev.millrace.relay.health.RelayState;
import dev.millrace.relay.health.SourceStatus;
import dev.millrace.relay.kafka.Publisher;
import dev.millrace.relay.kafka.PublisherFactory;
import dev.millrace.relay.modes.PublishingMode;
import dev.millrace.relay.outbox.PositionLost;
import dev.millrace.relay.postgres.Election;
import dev.millrace.relay.postgres.Leadership;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one source relayed: stands for election, publishes while it leads, and starts over with back-off after any
 * failure. Exactly-once publishing depends on the order of its steps: take the lock, fence predecessors, read the
 * position, start the engine.
 */
final class Supervisor implements Runnable {
    private static final Logger LOG = Logger.getLogger(Supervisor.class);
    private static final Duration ELECTION_PERIOD = Duration.ofMillis(200);

    private final LeaderCandidate candidate;
    private final RelayConfig config;
    private final PublisherFactory publishers;
    private final SourceStatus status;
    private final ProcessEnd processEnd;
    private final Backoff backoff;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile @Nullable PublishingMode running;

    Supervisor(
            LeaderCandidate candidate,
            RelayConfig config,
            PublisherFactory publishers,
            SourceStatus status,
            ProcessEnd processEnd) {
        this.candidate = candidate;
        this.config = config;
        this.publishers = publishers;
        this.status = status;
        this.processEnd = processEnd;
        this.backoff = new Backoff(config.backoff().first(), config.backoff().longest());
    }

    @Override
    public void run() {
        try {
            while (!isStopping()) {
                try {
                    standForElection();
                } catch (Exception e) {
                    failed(e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Error e) {
            processEnd.because(candidate.name(), e);
            throw e;
        } finally {
            status.set(RelayState.STOPPED);
            stopped.countDown();
        }
    }

    private void failed(Exception failure) throws InterruptedException {
        if (isStopping()) {
            return;
        }
        Error error = ProcessEnd.errorIn(failure);
        if (error != null) {
            throw error;
        }
        LOG.debugf(failure, "%s: attempt failed", candidate.name());
        status.set(
                failure instanceof PositionLost ? RelayState.LOST : RelayState.CONNECTING, FailureMessage.of(failure));
        stopsWithin(backoff.next());
    }

    private void standForElection() throws Exception {
        try (Election election = candidate.openElection(config.lease())) {
            Optional<Leadership> won = candidate.tryToLead(election);
            while (won.isEmpty() && !stopsWithin(ELECTION_PERIOD)) {
                status.set(RelayState.STANDBY);
                won = candidate.tryToLead(election);
            }
            if (won.isPresent()) {
                try {
                    lead(won.get());
                } finally {
                    candidate.leadershipEnded();
                }
            }
        }
    }

    private void lead(Leadership leadership) throws Exception {
        PublishingMode mode = candidate.newMode();
        try (Publisher publisher = publishers.open(candidate.sourceName(), candidate.name(), candidate::park);
                LeaseRenewal renewal = LeaseRenewal.start(
                        leadership, config.lease(), candidate::mayContinue, mode::stop, this::onLost)) {
            running = mode;
            if (!isStopping()) {
                mode.run(publisher, this::onLeading);
            }
            renewal.throwIfLost();
        } finally {
            running = null;
        }
    }

    /** Readiness does not wait until the mode has ended. */
    private void onLost(Exception failure) {
        if (!isStopping()) {
            status.set(RelayState.CONNECTING, FailureMessage.of(failure));
        }
    }

    private void onLeading() {
        backoff.reset();
        status.set(RelayState.LEADING);
    }

    /**
     * Stops after the current batch, and waits until everything is released.
     *
     * @return whether that happened within the time-out
     */
    boolean stop(Duration timeout) throws InterruptedException {
        stopping.countDown();
        PublishingMode mode = running;
        if (mode != null) {
            mode.stop();
        }
        return stopped.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private boolean stopsWithin(Duration wait) throws InterruptedException {
        return stopping.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    }
}
