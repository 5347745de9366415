package dev.millrace.system.fuzz;

import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Generates JSON for schemas of the OpenAPI document: mostly valid, sometimes beyond a bound, sometimes arbitrary. */
final class Schemas {
    private static final List<String> AMOUNTS = List.of(
            "0",
            "1",
            "1.5",
            "12.34",
            "1.555",
            "0.0001",
            "1000000000000",
            "1000000000000.00",
            "999999999999.99",
            "1000000000001",
            "-1",
            "1e3",
            "1e300000000",
            "00",
            "1.",
            ".5",
            "١",
            "1_000",
            " 1");
    private static final List<String> TIMES = List.of(
            "2026-01-31T12:00:00Z",
            "0001-01-01T00:00:00Z",
            "9999-12-31T23:59:59.999999999Z",
            "2026-02-30T00:00:00Z",
            "+999999999-12-31T23:59:59Z",
            "-999999999-01-01T00:00:00Z",
            "2026-01-31T12:00:00+18:00",
            "today",
            "");
    private static final List<String> EMAILS = List.of(
            "ada@example.org",
            "a@b",
            "\\\"a b\\\"@example.org",
            "a@[127.0.0.1]",
            "ä@example.org",
            "ada@",
            "@",
            "a b@c");

    private static final List<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .sorted()
            .toList();

    private final Map<String, Map<String, Object>> named;
    private final JsonGrammar grammar;
    private final RandomGenerator random;
    private final KnownIds ids;

    Schemas(Map<String, Map<String, Object>> named, JsonGrammar grammar, RandomGenerator random, KnownIds ids) {
        this.named = named;
        this.grammar = grammar;
        this.random = random;
        this.ids = ids;
    }

    /** @param schema a schema of the document or a reference to one */
    String json(Map<String, Object> schema) {
        if (random.nextInt(40) == 0) {
            return grammar.any();
        }
        if (schema.get("$ref") instanceof String reference) {
            String name = reference.substring(reference.lastIndexOf('/') + 1);
            return json(name, named.get(name));
        }
        return json("", schema);
    }

    private String json(String name, Map<String, Object> schema) {
        return switch (name) {
            case "Id" ->
                quoted(
                        random.nextInt(8) == 0
                                ? new UUID(random.nextLong(), random.nextLong()).toString()
                                : ids.any(random));
            case "Instant" -> quoted(grammar.pick(TIMES));
            case "Email" -> quoted(grammar.pick(EMAILS));
            case "Currency" -> quoted(currency());
            default -> ofType(schema);
        };
    }

    private String ofType(Map<String, Object> schema) {
        if (schema.get("enum") instanceof List<?> values) {
            return quoted(grammar.pick(values).toString());
        }
        return switch (String.valueOf(schema.get("type"))) {
            case "object" -> object(schema);
            case "array" -> array(schema);
            case "integer" -> integer(number(schema, "minimum", 0), number(schema, "maximum", Long.MAX_VALUE));
            case "string" -> string(schema);
            default -> grammar.any();
        };
    }

    @SuppressWarnings("unchecked")
    private String object(Map<String, Object> schema) {
        List<String> fields = new ArrayList<>();
        ((Map<String, Map<String, Object>>) schema.get("properties")).forEach((name, property) -> {
            if (random.nextInt(30) > 0) {
                fields.add(
                        quoted(name) + ":" + (name.equals("amount") ? quoted(grammar.pick(AMOUNTS)) : json(property)));
            }
        });
        switch (random.nextInt(40)) {
            case 0 -> fields.add(grammar.string(8) + ":" + grammar.any());
            case 1 -> fields.addAll(fields);
            default -> {}
        }
        return fields.stream().collect(Collectors.joining(",", "{", "}"));
    }

    @SuppressWarnings("unchecked")
    private String array(Map<String, Object> schema) {
        Map<String, Object> item = (Map<String, Object>) schema.get("items");
        int size = random.nextInt(500) == 0
                ? Math.toIntExact(number(schema, "maxItems", 10)) + random.nextInt(2)
                : random.nextInt(4);
        return IntStream.range(0, size).mapToObj(each -> json(item)).collect(Collectors.joining(",", "[", "]"));
    }

    private String integer(long min, long max) {
        return switch (random.nextInt(10)) {
            case 0 -> Long.toString(min);
            case 1 -> Long.toString(max);
            case 2 -> Long.toString(min - 1);
            case 3 -> max == Long.MAX_VALUE ? "9223372036854775808" : Long.toString(max + 1);
            default -> Long.toString(min + random.nextInt(5));
        };
    }

    private String string(Map<String, Object> schema) {
        int max = Math.toIntExact(Math.min(number(schema, "maxLength", 100), 1_000));
        return switch (random.nextInt(20)) {
            case 0 -> quoted("x".repeat(max));
            case 1 -> quoted("x".repeat(max + 1));
            case 2 -> quoted("\uD83C\uDF75".repeat(max));
            case 3 -> quoted(" ");
            default -> grammar.string(Math.min(max, 20));
        };
    }

    private String currency() {
        return random.nextInt(4) > 0 ? "EUR" : grammar.pick(CURRENCIES);
    }

    private static long number(Map<String, Object> schema, String key, long otherwise) {
        return schema.get(key) instanceof Number number ? number.longValue() : otherwise;
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }
}
