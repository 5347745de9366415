package dev.millrace.relay.outbox;

import dev.millrace.relay.config.RelayConfig;

/**
 * How much is published in one Kafka transaction and, while that goes on, read ahead. It is what bounds the memory that a
 * backlog takes, whatever its length.
 *
 * @param events at most
 * @param characters of headers and payloads, which the last event of a batch may exceed
 */
public record BatchLimit(int events, long characters) {
    public static BatchLimit of(RelayConfig config) {
        return new BatchLimit(config.batchSize(), config.batchCharacters().asLongValue());
    }

    public boolean isReachedWith(int events, long characters) {
        return events >= this.events || characters >= this.characters;
    }
}
