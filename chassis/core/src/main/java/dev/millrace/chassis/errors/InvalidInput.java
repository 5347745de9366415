package dev.millrace.chassis.errors;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;

/** The input is invalid; answered with 400 or 422 and the violations. Repeating the call does not help. */
public final class InvalidInput extends RuntimeException {
    private final boolean malformed;
    private final transient List<Violation> violations;

    private InvalidInput(boolean malformed, List<Violation> violations) {
        super(violations.toString());
        this.malformed = malformed;
        this.violations = List.copyOf(violations);
    }

    /** The value is malformed: answered with 400. */
    public static InvalidInput malformed(String field, String message) {
        return new InvalidInput(true, List.of(new Violation(field, message)));
    }

    /** The value is well-formed but violates a rule: answered with 422. */
    public static InvalidInput unacceptable(String field, String message) {
        return new InvalidInput(false, List.of(new Violation(field, message)));
    }

    /** The text is not JSON, or contains a value that cannot be stored: answered with 400. */
    public static InvalidInput unreadable(JsonProcessingException json) {
        return new InvalidInput(true, List.of(FieldPaths.violation(json)));
    }

    public boolean isMalformed() {
        return malformed;
    }

    public List<Violation> violations() {
        return violations;
    }
}
