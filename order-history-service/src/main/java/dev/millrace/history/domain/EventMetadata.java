package dev.millrace.history.domain;

import java.time.Instant;

/**
 * Where an event came from. Everything but the time may be null.
 *
 * @param causationId message that was being handled when it was published
 * @param requestId request that began it all
 * @param actor on whose behalf
 */
public record EventMetadata(Instant at, String causationId, String requestId, String traceId, String actor) {}
