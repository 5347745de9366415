package dev.millrace.chassis.start;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

@ApplicationScoped
class AfterStartTimer implements AfterStart {
    private static final Logger LOG = Logger.getLogger(AfterStartTimer.class);

    private final ScheduledExecutorService timer;
    private final Queue<Future<?>> pending = new ConcurrentLinkedQueue<>();

    AfterStartTimer(ScheduledExecutorService timer) {
        this.timer = timer;
    }

    @Override
    public void run(Duration delay, Runnable task) {
        pending.add(timer.schedule(() -> attempt(task), delay.toNanos(), TimeUnit.NANOSECONDS));
    }

    /** The timer would keep a failure to itself. */
    private static void attempt(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("Work that was to be done after the start failed", e);
        }
    }

    void cancel(@Observes ShutdownEvent end) {
        pending.forEach(task -> task.cancel(false));
    }
}
