package dev.millrace.relay.lifecycle;

import dev.millrace.relay.config.RelayConfig;
import dev.millrace.relay.kafka.Publisher;
import dev.millrace.relay.kafka.Publishers;
import dev.millrace.relay.outbox.EventSource;
import dev.millrace.relay.outbox.Position;
import dev.millrace.relay.postgres.BacklogReader;
import dev.millrace.relay.postgres.Database;
import dev.millrace.relay.postgres.Election;
import dev.millrace.relay.postgres.Leadership;
import dev.millrace.relay.postgres.Preflight;
import dev.millrace.relay.postgres.Slot;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Keeps one source being relayed: stands for election, publishes while it leads, and begins anew with growing pauses
 * whenever anything fails. The order in which it takes things over is what makes exactly once: first the lock, then the
 * fence, then the position, then the engine.
 */
final class Supervisor implements Runnable {
    private static final Logger LOG = Logger.getLogger(Supervisor.class);
    private static final Duration ELECTION_PERIOD = Duration.ofMillis(200);

    private final Database database;
    private final RelayConfig config;
    private final Publishers publishers;
    private final Supplier<EventSource> sources;
    private final Status status;
    private final Backoff backoff;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile EventSource running;

    Supervisor(
            Database database,
            RelayConfig config,
            Publishers publishers,
            Supplier<EventSource> sources,
            Status status) {
        this.database = database;
        this.config = config;
        this.publishers = publishers;
        this.sources = sources;
        this.status = status;
        this.backoff = new Backoff(config.backoff().first(), config.backoff().longest());
    }

    @Override
    public void run() {
        try {
            while (!isStopping()) {
                try {
                    standForElection();
                } catch (Exception e) {
                    if (!isStopping()) {
                        LOG.debugf(e, "%s: attempt failed", database.name());
                        status.is(Phase.CONNECTING, Reasons.of(e));
                        stopsWithin(backoff.next());
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            status.is(Phase.STOPPED);
            stopped.countDown();
        }
    }

    private void standForElection() throws Exception {
        try (Election election = new Election(database, config.lease())) {
            Optional<Leadership> won = election.tryToLead();
            while (won.isEmpty() && !stopsWithin(ELECTION_PERIOD)) {
                status.is(Phase.STANDBY);
                won = election.tryToLead();
            }
            if (won.isPresent()) {
                lead(won.get());
            }
        }
    }

    private void lead(Leadership leadership) throws Exception {
        EventSource source = sources.get();
        try (Publisher publisher = publishers.open(database.name());
                Confirmation confirmation = Confirmation.start(leadership, config.lease(), source::stop)) {
            Preflight.check(database);
            Position position = startingPoint(publisher);
            running = source;
            if (!isStopping()) {
                source.run(position, publisher, this::leads);
            }
            confirmation.throwIfLost();
        } finally {
            running = null;
        }
    }

    private Position startingPoint(Publisher publisher) throws SQLException {
        Slot slot = new Slot(database);
        Optional<Position> known = publisher.fenceAndReadPosition();
        if (known.isPresent()) {
            slot.demandThatNothingIsLost();
        }
        Position position = known.isPresent() ? known.get() : slot.create();
        return position.backlog() == null
                ? position
                : new BacklogReader(database, config.batchSize()).publish(position.backlog(), publisher);
    }

    private void leads() {
        backoff.reset();
        status.is(Phase.LEADING);
    }

    /** Returns when the batch in hand is published and all is given back, or when the patience is over. */
    boolean stop(Duration patience) throws InterruptedException {
        stopping.countDown();
        EventSource source = running;
        if (source != null) {
            source.stop();
        }
        return stopped.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private boolean stopsWithin(Duration wait) throws InterruptedException {
        return stopping.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    }
}
