package dev.millrace.system.fuzz;

import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Reads a created resource and compares it with the request and with the response to it. */
final class ReadBack {
    /** The properties that a saga may change in the meantime. */
    private static final Set<String> CHANGED_BY_SAGA =
            Set.of("state", "rejectionReason", "version", "updatedAt", "availableCredit");

    private static final String KEY = "Idempotency-Key";

    private final Exchange gateway;
    private final KnownIds ids;

    ReadBack(Exchange gateway, KnownIds ids) {
        this.gateway = gateway;
        this.ids = ids;
    }

    Optional<String> check(Input input, Answer made) throws IOException {
        Map<String, Object> answered = JsonPath.from(made.body()).getMap("");
        ids.add(answered.get("id").toString());
        if (!isContained(JsonPath.from(input.body()).getMap(""), answered)) {
            return Optional.of(made + "\nis not what was sent: " + input);
        }
        Answer read = gateway.get(URI.create(made.location()).getRawPath());
        if (read.status() != 200 || !kept(JsonPath.from(read.body()).getMap("")).equals(kept(answered))) {
            return Optional.of(read + "\nis read where this was made: " + made + "\nby " + input);
        }
        if (input.headers().containsKey(KEY)) {
            Answer again = gateway.send(input);
            if (again.status() != 201 || !JsonPath.from(again.body()).get("id").equals(answered.get("id"))) {
                return Optional.of(again + "\nrepeats " + made + "\nby " + input);
            }
        }
        return Optional.empty();
    }

    private static Map<String, Object> kept(Map<String, Object> resource) {
        Map<String, Object> kept = new HashMap<>(resource);
        kept.keySet().removeAll(CHANGED_BY_SAGA);
        return kept;
    }

    /** Whether the response contains everything that was sent; amounts may have additional decimals. */
    private static boolean isContained(Object sent, Object answered) {
        return switch (sent) {
            case Map<?, ?> fields
            when answered instanceof Map<?, ?> others ->
                fields.entrySet().stream()
                        .allMatch(field -> field.getKey().equals("amount")
                                ? isSameAmount(field.getValue(), others.get("amount"))
                                : isContained(field.getValue(), others.get(field.getKey())));
            case List<?> items
            when answered instanceof List<?> others -> {
                boolean same = items.size() == others.size();
                for (int i = 0; same && i < items.size(); i++) {
                    same = isContained(items.get(i), others.get(i));
                }
                yield same;
            }
            case null, default -> Objects.equals(sent, answered) || isSameId(sent, answered);
        };
    }

    private static boolean isSameId(Object sent, Object answered) {
        return sent instanceof String one && answered instanceof String other && one.equalsIgnoreCase(other);
    }

    private static boolean isSameAmount(Object sent, Object answered) {
        return new BigDecimal(sent.toString()).compareTo(new BigDecimal(answered.toString())) == 0;
    }
}
