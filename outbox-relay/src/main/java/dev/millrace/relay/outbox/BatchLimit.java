package dev.millrace.relay.outbox;

import dev.millrace.relay.config.RelayConfig;

/**
 * Size limit of one Kafka transaction, and of what is read ahead while it is published. It bounds the memory that a
 * backlog of any length takes.
 *
 * @param events maximum number of events
 * @param characters of headers and payloads at which a batch is full; its last event may exceed this
 */
public record BatchLimit(int events, long characters) {
    public static BatchLimit of(RelayConfig config) {
        return new BatchLimit(config.batchSize(), config.batchCharacters().asLongValue());
    }

    public boolean isReachedWith(int events, long characters) {
        return events >= this.events || characters >= this.characters;
    }
}
