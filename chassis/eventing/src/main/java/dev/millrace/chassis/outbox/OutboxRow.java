package dev.millrace.chassis.outbox;

import dev.millrace.chassis.audit.AuditRecord;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * A row of the outbox, on its way there; headers and payload are JSON.
 *
 * @param actor who acted, or began what this is a reaction to; null when nobody is known
 * @param requestId of the request that began it; may be null
 * @param causationId the message that was being handled; null in a request
 */
record OutboxRow(
        UUID id,
        String aggregateType,
        String aggregateId,
        String type,
        String source,
        OffsetDateTime time,
        String headers,
        String payload,
        String actor,
        String requestId,
        String causationId) {
    AuditRecord audited() {
        return new AuditRecord(id, time, actor, type, aggregateType, aggregateId, requestId, causationId, payload);
    }
}
