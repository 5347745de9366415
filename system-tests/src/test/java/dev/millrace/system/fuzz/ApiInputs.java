package dev.millrace.system.fuzz;

import io.restassured.path.json.JsonPath;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Generates requests for all operations of the OpenAPI document. */
final class ApiInputs {
    /** Statuses that the HTTP server itself returns for a request that is too long. */
    private static final Set<Integer> SERVER_STATUSES = Set.of(414, 431);

    private static final List<String> ILL_FORMED =
            List.of("%ff", "%c3%28", "%ed%a0%80", "%00", "%", "%zz", "%f4%90%80%80");

    private record Operation(String method, String path, Map<String, Object> details) {}

    private final List<Operation> operations = new ArrayList<>();
    private final Map<String, Map<String, Object>> named;
    private final Schemas schemas;
    private final JsonGrammar grammar;
    private final RandomGenerator random;

    ApiInputs(JsonPath document, Schemas schemas, JsonGrammar grammar, RandomGenerator random) {
        this.named = document.get("components.parameters");
        this.schemas = schemas;
        this.grammar = grammar;
        this.random = random;
        document.<Map<String, Map<String, Map<String, Object>>>>get("paths")
                .forEach((path, methods) -> methods.forEach(
                        (method, details) -> operations.add(new Operation(method.toUpperCase(), path, details))));
    }

    Input next() {
        Operation operation = grammar.pick(operations);
        String path = operation.path();
        List<String> query = new ArrayList<>();
        Map<String, List<String>> headers = new HashMap<>();
        for (Map<String, Object> parameter : parameters(operation)) {
            String name = parameter.get("name").toString();
            switch (parameter.get("in").toString()) {
                case "path" -> path = path.replace("{" + name + "}", segment(parameter));
                case "query" -> {
                    if (isSent(name)) {
                        query.add(name + "=" + encoded(parameter));
                    }
                }
                default -> {
                    if (isSent(name)) {
                        headers.put(name, List.of(header(parameter)));
                    }
                }
            }
        }
        String target = query.isEmpty() ? path : path + "?" + String.join("&", query);
        return new Input(operation.method(), target, headers, body(operation), allowed(operation));
    }

    /** {@code min-version} is sent rarely: each request that waits in vain takes two seconds. */
    private boolean isSent(String parameter) {
        return random.nextInt(parameter.equals("min-version") ? 100 : 2) == 0;
    }

    private String body(Operation operation) {
        Map<String, Object> schema =
                JsonPaths.map(operation.details(), "requestBody", "content", "application/json", "schema");
        return schema == null ? null : random.nextInt(30) == 0 ? grammar.any() : schemas.json(schema);
    }

    private List<Map<String, Object>> parameters(Operation operation) {
        return JsonPaths.list(operation.details(), "parameters").stream()
                .map(each -> each.get("$ref") instanceof String reference
                        ? named.get(reference.substring(reference.lastIndexOf('/') + 1))
                        : each)
                .toList();
    }

    /** An empty segment would make the path another resource's. */
    private String segment(Map<String, Object> parameter) {
        String encoded = encoded(parameter);
        return encoded.isEmpty() ? "-" : encoded;
    }

    private String encoded(Map<String, Object> parameter) {
        if (random.nextInt(20) == 0) {
            return grammar.pick(ILL_FORMED);
        }
        return URLEncoder.encode(text(parameter), StandardCharsets.UTF_8).replace("+", "%20");
    }

    private String header(Map<String, Object> parameter) {
        return text(parameter)
                .chars()
                .filter(each -> each >= ' ' && each < 0x7f)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    private String text(Map<String, Object> parameter) {
        String json = schemas.json(JsonPaths.map(parameter, "schema"));
        return json.startsWith("\"") && json.endsWith("\"") && json.length() > 1
                ? json.substring(1, json.length() - 1)
                : json;
    }

    private static Set<Integer> allowed(Operation operation) {
        Set<Integer> declared = JsonPaths.map(operation.details(), "responses").keySet().stream()
                .map(Integer::valueOf)
                .filter(status -> status != 500)
                .collect(Collectors.toSet());
        declared.addAll(SERVER_STATUSES);
        return declared;
    }
}
