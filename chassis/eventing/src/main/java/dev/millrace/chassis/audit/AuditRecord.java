package dev.millrace.chassis.audit;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A published message as the audit log records it.
 *
 * @param id id of the message
 * @param subject the actor, or the user whose request caused the message; null when unknown
 * @param requestId id of the request that started the chain of messages; may be null
 * @param causationId id of the message that was being handled; null in a request
 * @param payload JSON of the message as it is published
 */
public record AuditRecord(
        UUID id,
        OffsetDateTime time,
        @Nullable String subject,
        String action,
        String aggregateType,
        String aggregateId,
        @Nullable String requestId,
        @Nullable String causationId,
        String payload) {}
