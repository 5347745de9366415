package dev.millrace.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * Compares two versions of a message's JSON Schema from the view of a consumer that knows the first one. A new field is
 * compatible, because consumers ignore unknown fields. Whatever a consumer may rely on must stay: each field, that it is
 * always there, its type, its format and its range.
 */
final class SchemaCompatibility {
    private static final List<String> FIXED = List.of("format", "pattern", "const");
    private static final List<String> UPPER_LIMITS = List.of("maxLength", "maxItems", "maximum");
    private static final List<String> LOWER_LIMITS = List.of("minLength", "minItems", "minimum");

    private final Function<String, JsonNode> formerFiles;
    private final Function<String, JsonNode> files;
    private final List<String> breaks = new ArrayList<>();

    private SchemaCompatibility(Function<String, JsonNode> formerFiles, Function<String, JsonNode> files) {
        this.formerFiles = formerFiles;
        this.files = files;
    }

    /**
     * What breaks a consumer, a line each.
     *
     * @param formerFiles the schemas that the former one refers to, by name; {@code files} those of the present one
     */
    static List<String> breaks(
            JsonNode former,
            JsonNode present,
            Function<String, JsonNode> formerFiles,
            Function<String, JsonNode> files) {
        SchemaCompatibility comparison = new SchemaCompatibility(formerFiles, files);
        comparison.compare("$", former, present);
        return comparison.breaks;
    }

    private void compare(String path, JsonNode formerOrReference, JsonNode presentOrReference) {
        JsonNode former = resolved(formerOrReference, formerFiles);
        JsonNode present = resolved(presentOrReference, files);
        requireSubset(path + " may have another type", strings(present.path("type")), strings(former.path("type")));
        if (former.has("enum")) {
            requireSubset(
                    path + " may have another value", strings(present.path("enum")), strings(former.path("enum")));
        }
        requireSubset(path + " may lack a field", strings(former.path("required")), strings(present.path("required")));
        for (String keyword : FIXED) {
            require(former.path(keyword).equals(present.path(keyword)) || !former.has(keyword), path, keyword);
        }
        UPPER_LIMITS.forEach(limit -> requireLimit(path, former, present, limit, 1));
        LOWER_LIMITS.forEach(limit -> requireLimit(path, former, present, limit, -1));
        former.path("properties").properties().forEach(field -> {
            String name = path + "." + field.getKey();
            JsonNode kept = present.path("properties").path(field.getKey());
            if (kept.isMissingNode()) {
                breaks.add(name + " is gone");
            } else {
                compare(name, field.getValue(), kept);
            }
        });
        if (former.has("items")) {
            compare(path + "[]", former.path("items"), present.path("items"));
        }
    }

    private void requireLimit(String path, JsonNode former, JsonNode present, String limit, int direction) {
        boolean kept = !former.has(limit)
                || present.has(limit)
                        && Double.compare(
                                                present.path(limit).asDouble(),
                                                former.path(limit).asDouble())
                                        * direction
                                <= 0;
        require(kept, path, limit);
    }

    private void require(boolean kept, String path, String keyword) {
        if (!kept) {
            breaks.add(path + " has another " + keyword);
        }
    }

    private void requireSubset(String what, Set<String> part, Set<String> whole) {
        if (!whole.containsAll(part) || part.isEmpty() && !whole.isEmpty()) {
            breaks.add(what + ": " + part + " instead of " + whole);
        }
    }

    /** A reference to a file, alone or, beside a description, in {@code allOf}, stands for the file's schema. */
    private static JsonNode resolved(JsonNode schema, Function<String, JsonNode> files) {
        JsonNode reference = schema.has("$ref") ? schema : schema.path("allOf").path(0);
        return reference.has("$ref") ? files.apply(reference.path("$ref").asText()) : schema;
    }

    private static Set<String> strings(JsonNode oneOrMany) {
        Set<String> strings = new TreeSet<>();
        if (oneOrMany.isTextual()) {
            strings.add(oneOrMany.asText());
        }
        StreamSupport.stream(oneOrMany.spliterator(), false)
                .map(JsonNode::asText)
                .forEach(strings::add);
        return strings;
    }
}
