package dev.millrace.chassis.messaging;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Admits messages from Kafka until shutdown begins. It closes before the database connections and the consumers do:
 * messages being handled may finish, and no others are started. A message that arrives later is neither committed nor a
 * dead letter; the next owner of its partition receives it.
 */
@ApplicationScoped
class ShutdownGate {
    private static final Logger LOG = Logger.getLogger(ShutdownGate.class);
    private static final int TIMEOUT_SECONDS = 5;

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private volatile boolean closed;

    /** Runs the handling and returns its result; empty when the gate is closed. */
    <T> Optional<T> enter(Supplier<T> handling) {
        lock.readLock().lock();
        try {
            return closed ? Optional.empty() : Optional.of(handling.get());
        } finally {
            lock.readLock().unlock();
        }
    }

    boolean isClosed() {
        return closed;
    }

    void close(@Observes ShutdownEvent end) throws InterruptedException {
        closed = true;
        if (lock.writeLock().tryLock(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            lock.writeLock().unlock();
        } else {
            LOG.warnf("A message is still being handled after %d s; it will be delivered again", TIMEOUT_SECONDS);
        }
    }
}
