package dev.millrace.history.persistence;

import java.util.Locale;
import java.util.UUID;

/** What a client typed, as the statement wants it. */
record SearchText(String typed) {
    private static final UUID NONE = new UUID(0, 0);
    private static final int ID_LENGTH = 36;

    /** Finds the text anywhere; what LIKE takes for a wildcard stands for itself. */
    String pattern() {
        return "%" + typed.toLowerCase(Locale.ROOT).replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }

    /** The first id that begins so. */
    UUID firstId() {
        return id('0');
    }

    /** The last id that begins so; before the first when no id does. */
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
