package dev.millrace.customers.api;

import dev.millrace.chassis.errors.InvalidInput;
import dev.millrace.chassis.time.Rfc3339;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Parses query parameters. */
final class Parameters {
    private Parameters() {}

    static Instant instant(String name, String given) {
        return Rfc3339.parse(given).orElseThrow(() -> InvalidInput.malformed(name, Rfc3339.REQUIREMENT));
    }

    /** @return null if absent */
    static @Nullable Long sequence(String name, @Nullable String given) {
        try {
            Long sequence = given == null ? null : Long.valueOf(given);
            if (sequence == null || sequence > 0) {
                return sequence;
            }
        } catch (NumberFormatException noNumber) {
            // reported below, like any other value that is not a sequence number
        }
        throw InvalidInput.malformed(name, "must be the value of next from the previous page");
    }
}
