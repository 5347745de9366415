package dev.millrace.chassis.audit;

import java.time.Instant;
import java.util.UUID;

/**
 * One entry of the audit log.
 *
 * @param id the published message's
 * @param issuer of the token whose subject acted; null when nobody is known
 * @param subject who acted, or began what this is a reaction to; null when nobody is known
 * @param action type of the message, such as {@code order.created.v1}
 * @param requestId of the request that began it
 * @param causationId the message that was being handled; null in a request
 * @param before {@code after} of the aggregate's entry before; null for its first
 * @param after SHA-256 of the message's payload in hexadecimal digits, to be compared with the record on Kafka
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
