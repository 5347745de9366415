package dev.millrace.history.application;

import dev.millrace.chassis.security.AccessScope;
import dev.millrace.history.application.ViewUpdateService.ViewUpdated;
import dev.millrace.history.domain.ProjectedVersion;
import dev.millrace.history.persistence.OrderReadModel;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Lets readers wait for a version of an order (read-your-writes). An update written by this instance wakes them at
 * once; updates of other instances are found by polling, with one query for all waiters.
 */
@ApplicationScoped
public class VersionAwaiter {
    private static final Logger LOG = Logger.getLogger(VersionAwaiter.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(100);

    private record Waiter(UUID order, AccessScope access, long version, CompletableFuture<Void> done) {
        /** An order that the access does not cover is treated as not present. */
        void completeIfReached(ProjectedVersion reached) {
            if (order.equals(reached.orderId()) && access.covers(reached.owner()) && reached.version() >= version) {
                done.complete(null);
            }
        }
    }

    private final Set<Waiter> waiters = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService poller =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "arrivals"));
    private final OrderReadModel view;

    VersionAwaiter(OrderReadModel view) {
        this.view = view;
        poller.scheduleWithFixedDelay(this::poll, 0, POLL_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** @throws ProjectionBehind if the version is not there after two seconds */
    void await(UUID order, AccessScope access, long version) {
        Waiter waiter = new Waiter(order, access, version, new CompletableFuture<>());
        waiters.add(waiter); // before the query, so that an update right after it is not missed
        try {
            view.reached(Set.of(order)).forEach(waiter::completeIfReached);
            waiter.done().get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new ProjectionBehind(order, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the view", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            waiters.remove(waiter);
        }
    }

    void moved(@Observes(during = TransactionPhase.AFTER_SUCCESS) ViewUpdated update) {
        completeIfReached(new ProjectedVersion(
                update.step().orderId(), update.step().version(), update.step().owner()));
    }

    void stop(@Observes ShutdownEvent event) {
        poller.shutdownNow();
    }

    private void poll() {
        Set<UUID> orders = waiters.stream().map(Waiter::order).collect(Collectors.toSet());
        if (orders.isEmpty()) {
            return;
        }
        try {
            view.reached(orders).forEach(this::completeIfReached);
        } catch (RuntimeException databaseAway) {
            LOG.debug("The database is not available; readers continue to wait", databaseAway);
        }
    }

    private void completeIfReached(ProjectedVersion reached) {
        waiters.forEach(waiter -> waiter.completeIfReached(reached));
    }
}
