package dev.millrace.relay.kafka;

import java.util.List;
import java.util.UUID;

/** Keeps rows in the outbox table whose payload Kafka does not take. */
@FunctionalInterface
public interface ParkedRowStore {
    void keep(List<UUID> ids);
}
