package dev.millrace.chassis.messaging;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jboss.logging.Logger;

/**
 * Where records from Kafka enter the service. It closes when the service is asked to end, before the database is closed
 * and the consumers are: what has entered may finish, and nothing enters any more. A record that stays outside is neither
 * committed nor a dead letter; the next owner of its partition gets it.
 */
@ApplicationScoped
class ShutdownGate {
    private static final Logger LOG = Logger.getLogger(ShutdownGate.class);
    private static final int TIMEOUT_SECONDS = 5;

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private volatile boolean closed;

    /** @throws IllegalStateException when it is closed */
    void enter(Callable<Void> handling) throws Exception {
        lock.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("The service is ending");
            }
            handling.call();
        } finally {
            lock.readLock().unlock();
        }
    }

    boolean isClosed() {
        return closed;
    }

    void close(@Observes ShutdownEvent end) throws InterruptedException {
        boolean empty = lock.writeLock().tryLock(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        closed = true;
        if (empty) {
            lock.writeLock().unlock();
        } else {
            LOG.warnf("A message is still being handled after %d s; it will be delivered again", TIMEOUT_SECONDS);
        }
    }
}
