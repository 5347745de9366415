package dev.millrace.chassis.audit;

import java.time.Instant;
import java.util.UUID;

/**
 * One entry of the audit log.
 *
 * @param id id of the published message
 * @param issuer issuer of the actor's token; null when the actor is unknown
 * @param subject the actor, or the user whose request caused the message; null when unknown
 * @param action type of the message, such as {@code order.created.v1}
 * @param requestId id of the request that started the chain of messages; may be null
 * @param causationId id of the message that was being handled; null in a request
 * @param before {@code after} of the aggregate's previous entry; null for its first
 * @param after SHA-256 of the message's payload in hexadecimal digits, for comparison with the record on Kafka
 */
public record AuditEntry(
        UUID id,
        Instant occurredAt,
        String issuer,
        String subject,
        String action,
        String aggregateType,
        String aggregateId,
        String requestId,
        String causationId,
        String before,
        String after) {}
