package dev.millrace.history.persistence;

import java.util.ArrayList;
import java.util.List;

/** Statements with their arguments that are sent together and executed in this order; their results are discarded. */
final class StatementSequence {
    private final List<String> texts = new ArrayList<>();
    private final List<Object> arguments = new ArrayList<>();

    void add(String sql, Object... values) {
        texts.add(sql);
        arguments.addAll(List.of(values));
    }

    String text() {
        return String.join(";\n", texts);
    }

    Object[] arguments() {
        return arguments.toArray();
    }
}
