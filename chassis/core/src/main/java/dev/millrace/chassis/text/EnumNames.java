package dev.millrace.chassis.text;

import java.util.Arrays;
import java.util.Optional;

/** Names of enum constants in clients' input. */
public final class EnumNames {
    private EnumNames() {}

    /** Empty when no constant has exactly this name. */
    public static <E extends Enum<E>> Optional<E> parse(Class<E> type, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(name))
                .findFirst();
    }

    /** For the message about a name that {@link #parse} does not know. */
    public static <E extends Enum<E>> String requirement(Class<E> type) {
        return "must be one of " + Arrays.toString(type.getEnumConstants());
    }
}
