package dev.millrace.chassis.exceptions;

import dev.millrace.chassis.context.RequestId;
import dev.millrace.chassis.deployment.Release;
import dev.millrace.chassis.logging.Redaction;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Reports unexpected exceptions. What is logged at level ERROR with an exception is reported by {@link
 * ExceptionLogHandler}; call {@link #capture} where an unexpected exception is handled without such a line.
 */
@ApplicationScoped
public class ExceptionTracker {
    private static final int MESSAGE_LENGTH = 500;

    private final List<ExceptionReporter> reporters;
    private final Release release;
    /** Exceptions that have been reported: several layers may log the same one. */
    private final Set<Throwable> reported = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    ExceptionTracker(@All List<ExceptionReporter> reporters, Release release) {
        this.reporters = reporters;
        this.release = release;
    }

    /** Reports an exception, once however often it is captured. */
    public void capture(Throwable exception) {
        if (!reported.add(exception)) {
            return;
        }
        SpanContext span = Span.current().getSpanContext();
        ExceptionReport report = new ExceptionReport(
                Fingerprint.of(exception),
                shortened(Redaction.of(exception.getMessage())),
                release.service(),
                release.name(),
                Instant.now(),
                span.isValid() ? span.getTraceId() : null,
                RequestId.current(),
                exception);
        reporters.forEach(reporter -> reporter.report(report));
    }

    private static @Nullable String shortened(@Nullable String message) {
        return message == null || message.length() <= MESSAGE_LENGTH
                ? message
                : message.substring(0, MESSAGE_LENGTH) + "…";
    }
}
