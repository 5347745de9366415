package dev.millrace.chassis.audit;

import dev.millrace.chassis.errors.InvalidInput;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * Filter on the audit log. A criterion that is null matches every entry.
 *
 * @param aggregate id of the aggregate
 * @param actor subject of the actor
 * @param from earliest time, inclusive
 * @param to latest time, exclusive
 */
public record AuditQuery(UUID aggregate, String actor, Instant from, Instant to) {
    /** @throws InvalidInput when {@code from} or {@code to} is not an RFC 3339 time */
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
