package dev.millrace.history.persistence;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds a WHERE clause; a condition with a null argument is left out. */
final class SqlConditions {
    private final StringBuilder text;
    private final List<Object> arguments = new ArrayList<>();

    SqlConditions(String first) {
        text = new StringBuilder(first);
    }

    SqlConditions and(String condition, @Nullable Object... values) {
        if (values[0] != null) {
            text.append(" AND ").append(condition);
            arguments.addAll(List.of(values));
        }
        return this;
    }

    String text() {
        return text.toString();
    }

    Object[] arguments() {
        return arguments.toArray();
    }
}
