package dev.millrace.relay.outbox;

import java.util.List;

/**
 * Events in commit order, and the position reached once all of them are published. A heartbeat gives an empty batch.
 */
public record Batch(List<OutboxEvent> events, Position reached) {}
