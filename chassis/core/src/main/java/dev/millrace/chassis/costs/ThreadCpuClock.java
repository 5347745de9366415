package dev.millrace.chassis.costs;

import jakarta.enterprise.context.ApplicationScoped;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** Processor time of the current thread. */
@ApplicationScoped
class ThreadCpuClock {
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final boolean supported = threads.isCurrentThreadCpuTimeSupported();

    /** Nanoseconds since an arbitrary instant; always 0 on a platform without such a clock. */
    long nanos() {
        return supported ? threads.getCurrentThreadCpuTime() : 0;
    }
}
