package dev.millrace.chassis.outbox;

import java.util.UUID;

/**
 * An event, a command or a reply on its way out.
 *
 * @param aggregateType chooses the topic: {@code order} goes to {@code order.events}
 * @param aggregateId record key and CloudEvents subject; events of one aggregate stay in order
 * @param type CloudEvents type with its version, such as {@code order.created.v1}
 * @param payload written as JSON
 */
public record OutboxMessage(String aggregateType, UUID aggregateId, String type, Object payload) {}
