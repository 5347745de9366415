package dev.millrace.relay.debezium;

import org.jspecify.annotations.Nullable;

/**
 * The run of an engine. It can be interrupted, and the interrupt does not reach what its thread does next. This is
 * needed because an engine that is closed just as it begins to poll may drop its polling task and then wait for the
 * end of that task for ever.
 */
final class EngineRun {
    private @Nullable Thread runner;
    private boolean interrupted;

    /** Returns when the engine has ended. */
    void run(Runnable engine) {
        begin();
        try {
            engine.run();
        } finally {
            end();
        }
    }

    /** Has no effect when the engine is not running. */
    synchronized void interrupt() {
        if (runner != null) {
            interrupted = true;
            runner.interrupt();
        }
    }

    private synchronized void begin() {
        runner = Thread.currentThread();
    }

    private synchronized void end() {
        runner = null;
        if (interrupted) {
            Thread.interrupted();
        }
    }
}
