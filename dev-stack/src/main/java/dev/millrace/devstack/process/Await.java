package dev.millrace.devstack.process;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Polls for conditions that have no notification: processes, files and ports of other programs. */
public final class Await {

    private static final Duration INTERVAL = Duration.ofMillis(20);

    private Await() {}

    /** Returns whether the condition became true within the limit. */
    public static boolean until(Duration limit, BooleanSupplier condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(INTERVAL.toNanos());
        }
        return true;
    }
}
