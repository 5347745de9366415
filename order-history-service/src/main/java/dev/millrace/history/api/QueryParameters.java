package dev.millrace.history.api;

import dev.millrace.chassis.errors.InvalidInput;
import dev.millrace.history.domain.OrderState;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;

/** Reads what clients ask with; null when absent. */
final class QueryParameters {
    private static final int MAX_TEXT = 200;

    private QueryParameters() {}

    static OrderState state(String given) {
        return given == null
                ? null
                : Arrays.stream(OrderState.values())
                        .filter(state -> state.name().equals(given))
                        .findFirst()
                        .orElseThrow(() -> InvalidInput.malformed(
                                "state", "must be one of " + Arrays.toString(OrderState.values())));
    }

    static Instant time(String parameter, String given) {
        try {
            return given == null ? null : OffsetDateTime.parse(given).toInstant();
        } catch (DateTimeParseException noTime) {
            throw InvalidInput.malformed(parameter, "must be an RFC 3339 time such as 2026-01-31T12:00:00Z");
        }
    }

    static String text(String parameter, String given) {
        if (given == null) {
            return null;
        }
        String text = given.strip();
        if (text.isEmpty() || text.length() > MAX_TEXT || text.chars().anyMatch(Character::isISOControl)) {
            throw InvalidInput.malformed(parameter, "must be 1 to " + MAX_TEXT + " characters of text");
        }
        return text;
    }

    static long version(String given) {
        try {
            long version = Long.parseLong(given);
            if (version >= 0) {
                return version;
            }
        } catch (NumberFormatException noNumber) {
            // answered below, as any other value that is no version
        }
        throw InvalidInput.malformed("min-version", "must be a whole number from 0");
    }
}
