package dev.millrace.history.application;

import dev.millrace.history.application.ViewUpdates.Moved;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Lets readers wait for an order to move. A step that this instance writes wakes them at once; one that another instance
 * writes they find by looking again now and then.
 */
@ApplicationScoped
public class Arrivals {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private record Waiter(UUID order, Semaphore moves) {}

    private final Set<Waiter> waiters = ConcurrentHashMap.newKeySet();

    /** @throws ViewBehind when it has not come within two seconds */
    void await(UUID order, BooleanSupplier here) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Waiter waiter = new Waiter(order, new Semaphore(0));
        waiters.add(waiter); // before the look, so that what comes right after it is not missed
        try {
            while (!here.getAsBoolean()) {
                if (System.nanoTime() > deadline) {
                    throw new ViewBehind(order);
                }
                waiter.moves().tryAcquire(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the view", e);
        } finally {
            waiters.remove(waiter);
        }
    }

    void moved(@Observes(during = TransactionPhase.AFTER_SUCCESS) Moved move) {
        waiters.stream()
                .filter(waiter -> waiter.order().equals(move.step().orderId()))
                .forEach(waiter -> waiter.moves().release());
    }
}
