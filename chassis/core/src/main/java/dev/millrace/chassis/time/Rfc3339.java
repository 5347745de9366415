package dev.millrace.chassis.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Pattern;

/** Times of clients and events in the format of RFC 3339. The years 0001 to 9999 fit into every database. */
public final class Rfc3339 {
    /** Violation message for a value that is not such a time. */
    public static final String REQUIREMENT = "must be an RFC 3339 time such as 2026-01-31T12:00:00Z";

    private static final Pattern FORM =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?(Z|[+-]\\d{2}:\\d{2})");
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("9999-12-31T23:59:59.999999Z");

    private Rfc3339() {}

    /** Empty when the text is not such a time. */
    public static Optional<Instant> parse(String text) {
        if (!FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            Instant time = OffsetDateTime.parse(text).toInstant();
            return time.isBefore(FIRST) || time.isAfter(END) ? Optional.empty() : Optional.of(time);
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }
}
