package dev.millrace.chassis.exceptions;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One occurrence of an unexpected exception.
 *
 * @param fingerprint the same for all exceptions that are taken for one error
 * @param message redacted; null when the exception has none
 * @param release version and commit of the process
 * @param traceId null outside a trace
 * @param requestId null outside a request or message
 */
public record ExceptionReport(
        Fingerprint fingerprint,
        @Nullable String message,
        String service,
        String release,
        Instant at,
        @Nullable String traceId,
        @Nullable String requestId,
        Throwable exception) {}
