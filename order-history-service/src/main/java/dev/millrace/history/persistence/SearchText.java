package dev.millrace.history.persistence;

import java.util.Locale;
import java.util.UUID;

/** A search text, converted for the SQL statement. */
record SearchText(String typed) {
    private static final UUID NONE = new UUID(0, 0);
    private static final int ID_LENGTH = 36;

    /** A LIKE pattern that finds the text anywhere; wildcards in the text are escaped. */
    String pattern() {
        return "%" + typed.toLowerCase(Locale.ROOT).replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }

    /** The lowest id with this prefix. */
    UUID firstId() {
        return id('0');
    }

    /** The highest id with this prefix; the nil UUID, an empty range, if the text cannot be a prefix of an id. */
    UUID lastId() {
        return id('f');
    }

    private UUID id(char fill) {
        String template = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
        StringBuilder id = new StringBuilder(typed.toLowerCase(Locale.ROOT));
        if (id.length() <= ID_LENGTH) {
            id.append(template.substring(id.length()).replace('x', fill));
        }
        boolean wellFormed = id.toString().matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        return wellFormed ? UUID.fromString(id.toString()) : NONE;
    }
}
