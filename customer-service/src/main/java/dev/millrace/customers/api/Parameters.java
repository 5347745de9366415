package dev.millrace.customers.api;

import dev.millrace.chassis.errors.InvalidInput;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Parses query parameters. */
final class Parameters {
    private Parameters() {}

    static Instant instant(String name, String given) {
        try {
            return OffsetDateTime.parse(given).toInstant();
        } catch (DateTimeException noInstant) {
            throw InvalidInput.malformed(name, "must be an RFC 3339 time such as 2026-01-31T12:00:00Z");
        }
    }

    /** @return null if absent */
    static Long sequence(String name, String given) {
        try {
            Long sequence = given == null ? null : Long.valueOf(given);
            if (sequence == null || sequence > 0) {
                return sequence;
            }
        } catch (NumberFormatException noNumber) {
            // reported below, like any other value that is not a sequence number
        }
        throw InvalidInput.malformed(name, "must be the number that the page before named as next");
    }
}
