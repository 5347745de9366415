package dev.millrace.chassis.errors;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.millrace.chassis.json.InvalidValue;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Names fields as the client wrote them, and states what they must be. */
final class FieldPaths {
    private static final String BODY = "body";

    /** Responses repeat at most this many characters of a field name, because the client chooses it. */
    private static final int MAX_NAME = 64;

    private FieldPaths() {}

    /** Path below the validated parameter, or the parameter's name when the parameter itself is invalid. */
    static String of(Path path) {
        StringBuilder field = new StringBuilder();
        String parameter = BODY;
        for (Path.Node node : path) {
            switch (node.getKind()) {
                case PARAMETER -> parameter = node.getName();
                case PROPERTY, CONTAINER_ELEMENT -> append(field, node);
                default -> {}
            }
        }
        return field.isEmpty() ? parameter : field.toString();
    }

    private static void append(StringBuilder field, Path.Node node) {
        if (node.isInIterable() && node.getIndex() != null) {
            field.append('[').append(node.getIndex()).append(']');
        }
        if (node.getKind() == ElementKind.PROPERTY) {
            field.append(field.isEmpty() ? "" : ".").append(node.getName());
        }
    }

    static Violation violation(MismatchedInputException e) {
        String message =
                e instanceof UnrecognizedPropertyException ? "is not a known field" : expected(e.getTargetType());
        return new Violation(of(e.getPath()), message);
    }

    static Violation violation(JsonProcessingException e) {
        if (e instanceof InvalidValue value) {
            return new Violation(of(value.getPath()), value.requirement());
        }
        if (e instanceof JsonMappingException mapping && e.getCause() instanceof InputCoercionException) {
            return new Violation(of(mapping.getPath()), "is out of range");
        }
        JsonLocation at = e.getLocation();
        String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
        return new Violation(BODY, "is not well-formed JSON" + where);
    }

    private static String of(List<Reference> path) {
        StringBuilder field = new StringBuilder();
        for (Reference step : path) {
            if (step.getFieldName() == null) {
                field.append('[').append(step.getIndex()).append(']');
            } else {
                field.append(field.isEmpty() ? "" : ".").append(shown(step.getFieldName()));
            }
        }
        return field.isEmpty() ? BODY : field.toString();
    }

    private static String shown(String name) {
        return name.length() > MAX_NAME ? name.substring(0, MAX_NAME) + "…" : name;
    }

    private static String expected(Class<?> type) {
        if (type == null) {
            return "has the wrong JSON type";
        } else if (type == String.class) {
            return "must be a string";
        } else if (type == UUID.class) {
            return "must be a UUID";
        } else if (type == int.class || type == Integer.class) {
            return "must be a whole number";
        } else if (Collection.class.isAssignableFrom(type)) {
            return "must be an array";
        }
        return "must be an object";
    }
}
