package dev.millrace.history.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Metadata of an event. Everything but the time may be null.
 *
 * @param causationId id of the message whose handling published the event
 * @param requestId id of the request that started the chain of events
 * @param actor subject on whose behalf it was published
 */
public record EventMetadata(
        Instant at,
        @Nullable String causationId,
        @Nullable String requestId,
        @Nullable String traceId,
        @Nullable String actor) {}
