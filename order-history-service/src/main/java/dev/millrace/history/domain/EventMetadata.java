package dev.millrace.history.domain;

import java.time.Instant;

/**
 * Metadata of an event. Everything but the time may be null.
 *
 * @param causationId id of the message whose handling published the event
 * @param requestId id of the request that started the chain of events
 * @param actor subject on whose behalf it was published
 */
public record EventMetadata(Instant at, String causationId, String requestId, String traceId, String actor) {}
