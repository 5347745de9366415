package dev.millrace.chassis.audit;

import dev.millrace.chassis.errors.InvalidInput;
import dev.millrace.chassis.time.Rfc3339;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Filter on the audit log. A criterion that is null matches every entry.
 *
 * @param aggregate id of the aggregate
 * @param actor subject of the actor
 * @param from earliest time, inclusive
 * @param to latest time, exclusive
 */
public record AuditQuery(
        @Nullable UUID aggregate,
        @Nullable String actor,
        @Nullable Instant from,
        @Nullable Instant to) {
    private static final int MAX_ACTOR = 255;

    /** @throws InvalidInput when a time is not one of RFC 3339, or the actor is not a subject */
    public static AuditQuery of(
            @Nullable UUID aggregate, @Nullable String actor, @Nullable String from, @Nullable String to) {
        if (actor != null && !isSubject(actor)) {
            throw InvalidInput.malformed(
                    "actor",
                    "must be a subject: at most " + MAX_ACTOR + " characters, none of them a control character");
        }
        return new AuditQuery(aggregate, actor, instant("from", from), instant("to", to));
    }

    private static boolean isSubject(String actor) {
        return actor.codePointCount(0, actor.length()) <= MAX_ACTOR
                && actor.chars().noneMatch(Character::isISOControl);
    }

    private static @Nullable Instant instant(String parameter, @Nullable String given) {
        return given == null
                ? null
                : Rfc3339.parse(given).orElseThrow(() -> InvalidInput.malformed(parameter, Rfc3339.REQUIREMENT));
    }
}
