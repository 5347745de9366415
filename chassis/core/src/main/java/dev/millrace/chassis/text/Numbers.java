package dev.millrace.chassis.text;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Whole numbers of clients: ASCII digits only, no sign. */
public final class Numbers {
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,19}");

    private Numbers() {}

    /** Empty when the text is not such a number or exceeds PostgreSQL's bigint. */
    public static OptionalLong parse(String text) {
        if (!DIGITS.matcher(text).matches()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException tooLarge) {
            return OptionalLong.empty();
        }
    }
}
