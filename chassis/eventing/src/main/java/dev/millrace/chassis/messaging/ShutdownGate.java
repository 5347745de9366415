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
 * Lets messages from Kafka be handled until the service is asked to end. It closes before the database is closed and the
 * consumers are: what is being handled may finish, and nothing begins any more. A message that comes later is neither
 * committed nor a dead letter; the next owner of its partition gets it.
 */
@ApplicationScoped
class ShutdownGate {
    private static final Logger LOG = Logger.getLogger(ShutdownGate.class);
    private static final int TIMEOUT_SECONDS = 5;

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private volatile boolean closed;

    /** Handles unless it is closed; empty when it is. */
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
