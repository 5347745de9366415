package dev.millrace.chassis.audit;

import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * A published message as the audit log records it.
 *
 * @param id the message's
 * @param subject who acted, or began what this is a reaction to; null when nobody is known
 * @param requestId of the request that began it; may be null
 * @param causationId the message that was being handled; null in a request
 * @param payload the message's JSON as it goes out
 */
public record AuditRecord(
        UUID id,
        OffsetDateTime time,
        String subject,
        String action,
        String aggregateType,
        String aggregateId,
        String requestId,
        String causationId,
        String payload) {}
