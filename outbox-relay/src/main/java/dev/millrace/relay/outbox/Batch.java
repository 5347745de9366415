package dev.millrace.relay.outbox;

import java.util.List;

/** Events in commit order, and the position reached when all of them are published; heartbeats make empty ones. */
public record Batch(List<OutboxEvent> events, Position reached) {}
