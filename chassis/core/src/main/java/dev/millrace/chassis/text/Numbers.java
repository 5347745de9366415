package dev.millrace.chassis.text;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Whole numbers as clients write them: digits, and no others than 0 to 9. */
public final class Numbers {
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,19}");

    private Numbers() {}

    /** Empty when the text is none, or is more than a bigint holds. */
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
