package dev.millrace.chassis.outbox;

import dev.millrace.chassis.audit.AuditRecord;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row to insert into the outbox. Headers and payload are JSON.
 *
 * @param actor the actor, or the user whose request caused the message; null when unknown
 * @param requestId id of the request that started the chain of messages; may be null
 * @param causationId id of the message that was being handled; null in a request
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
        @Nullable String actor,
        @Nullable String requestId,
        @Nullable String causationId) {
    AuditRecord audited() {
        return new AuditRecord(id, time, actor, type, aggregateType, aggregateId, requestId, causationId, payload);
    }
}
