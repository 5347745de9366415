package dev.millrace.chassis.outbox;

import java.util.UUID;

/**
 * An event, command or reply to publish.
 *
 * @param aggregateType chooses the topic: {@code order} goes to {@code order.events}
 * @param aggregateId record key and CloudEvents subject; messages with the same key stay in order
 * @param type CloudEvents type with its version, such as {@code order.created.v1}
 * @param payload object that is written as JSON
 */
public record OutboxMessage(String aggregateType, UUID aggregateId, String type, Object payload) {}
