package dev.millrace.chassis.text;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/** Well-formed Unicode text, which every database and every reader keeps unchanged. */
public final class Text {
    /** Violation message for a value that is not well-formed. */
    public static final String REQUIREMENT = "must be well-formed Unicode text";

    private static final int ESCAPE_LENGTH = 3;

    private Text() {}

    /** Whether each surrogate is part of a pair. A lone one cannot be encoded in UTF-8: it becomes a question mark. */
    public static boolean isWellFormed(CharSequence text) {
        return text.codePoints().noneMatch(each -> each >= Character.MIN_SURROGATE && each <= Character.MAX_SURROGATE);
    }

    public static boolean hasControlCharacters(CharSequence text) {
        return text.chars().anyMatch(Character::isISOControl);
    }

    /** Length as JSON Schema counts it: in code points. */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /**
     * Decodes percent-encoded UTF-8. A plus sign is not a space; non-ASCII characters are kept.
     *
     * @return empty when an escape is malformed or the bytes are not UTF-8
     */
    public static Optional<String> percentDecoded(String encoded) {
        if (encoded.indexOf('%') < 0) {
            return isWellFormed(encoded) ? Optional.of(encoded) : Optional.empty();
        }
        byte[] given = encoded.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(given.length);
        for (int i = 0; i < given.length; i++) {
            if (given[i] != '%') {
                bytes.write(given[i]);
            } else if (isEscape(given, i)) {
                bytes.write(HexFormat.fromHexDigit(given[i + 1]) << 4 | HexFormat.fromHexDigit(given[i + 2]));
                i += ESCAPE_LENGTH - 1;
            } else {
                return Optional.empty();
            }
        }
        return isWellFormed(encoded) ? utf8(bytes.toByteArray()) : Optional.empty();
    }

    private static boolean isEscape(byte[] given, int at) {
        return at + ESCAPE_LENGTH <= given.length
                && HexFormat.isHexDigit(given[at + 1])
                && HexFormat.isHexDigit(given[at + 2]);
    }

    private static Optional<String> utf8(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException illFormed) {
            return Optional.empty();
        }
    }
}
