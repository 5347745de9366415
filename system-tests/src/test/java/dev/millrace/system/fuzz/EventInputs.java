package dev.millrace.system.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** Generates events for a push endpoint, in each mode of the CloudEvents HTTP binding. */
final class EventInputs {
    static final Set<Integer> ALLOWED = Set.of(204, 400, 413, 415, 422);

    private static final Pattern OF_AN_ORDER =
            Pattern.compile("\"orderId\":\"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\"");
    private static final List<String> TYPES = List.of(
            "order.created.v1",
            "order.approved.v1",
            "order.rejected.v1",
            "order.cancelled.v1",
            "order.cancellation-requested.v1",
            "customer.created.v1",
            "customer.credit-reserved.v1",
            "customer.credit-limit-exceeded.v1",
            "customer.credit-released.v1",
            "customer.not-found.v1",
            "other.v1");
    private static final List<String> ATTRIBUTES =
            List.of("ce-subject", "ce-actor", "ce-requestid", "ce-causationid", "ce-traceparent", "ce-time", "ce-x");
    private static final List<String> ODD = List.of(
            "%ff",
            "%ed%a0%80",
            "%zz",
            "%0A",
            "%00",
            "2026-01-31T12:00:00Z",
            "+999999999-12-31T23:59:59Z",
            "x".repeat(300),
            "a");

    private final Schemas schemas;
    private final JsonGrammar grammar;
    private final RandomGenerator random;

    EventInputs(Schemas schemas, JsonGrammar grammar, RandomGenerator random) {
        this.schemas = schemas;
        this.grammar = grammar;
        this.random = random;
    }

    Input next() {
        String data = random.nextInt(20) == 0 ? grammar.any() : data();
        return switch (random.nextInt(4)) {
            case 0 -> input("application/cloudevents+json", Map.of(), structured(data));
            case 1 ->
                input(
                        "application/cloudevents-batch+json",
                        Map.of(),
                        "[" + structured(data) + "," + structured(data()) + "]");
            default -> input("application/json", attributes(), data);
        };
    }

    /**
     * Whether the event may arrive before an event it depends on; order-service then returns 500, so that it is pushed
     * again.
     */
    static boolean mayBeEarly(Input input) {
        return OF_AN_ORDER.matcher(input.body()).find() || input.body().contains("data_base64");
    }

    private Input input(String type, Map<String, List<String>> attributes, String body) {
        Map<String, List<String>> headers = new HashMap<>(attributes);
        headers.put("Content-Type", List.of(type));
        return new Input("POST", "/events", headers, body, ALLOWED);
    }

    private Map<String, List<String>> attributes() {
        Map<String, List<String>> headers = new HashMap<>();
        headers.put("ce-specversion", List.of("1.0"));
        headers.put("ce-id", List.of(id().toString()));
        headers.put("ce-type", List.of(grammar.pick(TYPES)));
        headers.put("ce-source", List.of("/fuzz"));
        headers.put("ce-time", List.of("2026-01-31T12:00:00Z"));
        if (random.nextInt(3) == 0) {
            headers.put(grammar.pick(ATTRIBUTES), List.of(grammar.pick(ODD)));
        }
        if (random.nextInt(20) == 0) {
            headers.remove(grammar.pick(List.copyOf(headers.keySet())));
        }
        return headers;
    }

    private String structured(String data) {
        String attribute = random.nextInt(4) == 0 ? grammar.string(10) + ":" + grammar.any() + "," : "";
        String content = random.nextInt(4) == 0
                ? "\"data_base64\":\"" + Base64.getEncoder().encodeToString(data.getBytes(StandardCharsets.UTF_8)) + '"'
                : "\"data\":" + data;
        return "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/fuzz\",\"type\":\"%s\",%s\"time\":\"2026-01-31T12:00:00Z\",%s}"
                .formatted(id(), grammar.pick(TYPES), attribute, content);
    }

    /** Data with the attributes of all event types, about a new order. */
    private String data() {
        String event = schemas.json(Map.of(
                "type",
                "object",
                "properties",
                new TreeMap<>(Map.of(
                        "customerId", reference("Id"),
                        "lines", Map.of("type", "array", "items", reference("OrderLineInput")),
                        "total", reference("MoneyInput"),
                        "name", reference("CustomerName"),
                        "owner", Map.of("type", "string", "maxLength", 255),
                        "reason", reference("RejectionReason"),
                        "version", reference("Version"),
                        "createdAt", reference("Instant")))));
        boolean withOrder = event.startsWith("{") && event.length() > 2 && random.nextInt(20) > 0;
        return withOrder ? "{\"orderId\":\"" + id() + "\"," + event.substring(1) : event;
    }

    private UUID id() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private static Map<String, Object> reference(String schema) {
        return Map.of("$ref", "#/components/schemas/" + schema);
    }
}
