package dev.millrace.relay.kafka;

import java.util.List;
import java.util.UUID;

/** Marks rows as parked, so that they stay in the outbox table: Kafka does not hold their full content. */
@FunctionalInterface
public interface ParkedRowStore {
    void park(List<UUID> ids);
}
