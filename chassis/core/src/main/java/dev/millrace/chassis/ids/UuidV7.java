package dev.millrace.chassis.ids;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Identifiers of aggregates and messages: UUIDv7 (RFC 9562), so that they sort by creation time. */
public final class UuidV7 {
    private static final NoArgGenerator UUID_V7 = Generators.timeBasedEpochGenerator();
    private static final Pattern FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private UuidV7() {}

    /** A new identifier, greater than all earlier ones of this process. */
    public static UUID next() {
        return UUID_V7.generate();
    }

    /** Empty unless the text has the format of RFC 9562; {@link UUID#fromString} also accepts {@code 1-1-1-1-1}. */
    public static Optional<UUID> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }
}
