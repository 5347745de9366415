package dev.millrace.chassis.exceptions;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Captures what is logged at level ERROR with an exception, by the project or a library. Expected failures (4xx,
 * refusals by business rules, an unavailable dependency) are answered, and logged without an exception or not at all.
 */
@ApplicationScoped
class ExceptionLogHandler {
    private static final int FIRST = 1;

    private final ExceptionTracker tracker;
    private final Handler handler = new Capturing();

    ExceptionLogHandler(ExceptionTracker tracker) {
        this.tracker = tracker;
    }

    void install(@Observes @Priority(FIRST) StartupEvent start) {
        Logger.getLogger("").addHandler(handler);
    }

    void remove(@Observes ShutdownEvent stop) {
        Logger.getLogger("").removeHandler(handler);
    }

    private final class Capturing extends Handler {
        @Override
        public void publish(LogRecord line) {
            if (line.getThrown() != null && line.getLevel().intValue() >= Level.SEVERE.intValue()) {
                tracker.capture(line.getThrown());
            }
        }

        @Override
        public void flush() {
            // nothing is buffered
        }

        @Override
        public void close() {
            // nothing is held
        }
    }
}
