package dev.millrace.history.api;

import dev.millrace.chassis.errors.InvalidInput;
import dev.millrace.chassis.text.EnumNames;
import dev.millrace.chassis.text.Numbers;
import dev.millrace.chassis.text.Text;
import dev.millrace.chassis.time.Rfc3339;
import dev.millrace.history.domain.OrderState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Parses query parameters; the result is null if the parameter is absent. */
final class QueryParameters {
    private static final int MAX_TEXT = 200;

    private QueryParameters() {}

    static @Nullable OrderState state(@Nullable String given) {
        return given == null
                ? null
                : EnumNames.parse(OrderState.class, given)
                        .orElseThrow(() -> InvalidInput.malformed("state", EnumNames.requirement(OrderState.class)));
    }

    static @Nullable Instant time(String parameter, @Nullable String given) {
        return given == null
                ? null
                : Rfc3339.parse(given).orElseThrow(() -> InvalidInput.malformed(parameter, Rfc3339.REQUIREMENT));
    }

    static @Nullable String text(String parameter, @Nullable String given) {
        if (given == null) {
            return null;
        }
        String text = given.strip();
        if (text.isEmpty() || Text.length(text) > MAX_TEXT || Text.hasControlCharacters(text)) {
            throw InvalidInput.malformed(parameter, "must be 1 to " + MAX_TEXT + " characters of text");
        }
        return text;
    }

    static long version(String given) {
        return Numbers.parse(given)
                .orElseThrow(() -> InvalidInput.malformed("min-version", "must be a whole number, at least 0"));
    }
}
