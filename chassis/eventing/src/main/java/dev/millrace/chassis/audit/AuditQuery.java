package dev.millrace.chassis.audit;

import dev.millrace.chassis.errors.InvalidInput;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * Which entries of the audit log; each criterion may be null.
 *
 * @param aggregate the aggregate's id
 * @param actor the subject
 * @param from the first instant
 * @param to the first instant that is too late
 */
public record AuditQuery(UUID aggregate, String actor, Instant from, Instant to) {
    /** @throws InvalidInput when a value is none that its parameter can have */
    public static AuditQuery of(UUID aggregate, String actor, String from, String to) {
        return new AuditQuery(aggregate, actor, instant("from", from), instant("to", to));
    }

    private static Instant instant(String parameter, String given) {
        try {
            return given == null ? null : OffsetDateTime.parse(given).toInstant();
        } catch (DateTimeException noInstant) {
            throw InvalidInput.malformed(parameter, "must be an RFC 3339 time such as 2026-01-31T12:00:00Z");
        }
    }
}
