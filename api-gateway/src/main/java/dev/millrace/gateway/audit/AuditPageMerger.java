package dev.millrace.gateway.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Merges a page of each service into one. Entry ids are UUIDv7 and so ordered by time; one id is the cursor for both.
 */
@ApplicationScoped
class AuditPageMerger {
    private static final Comparator<JsonNode> NEWEST_FIRST =
            Comparator.comparing((JsonNode entry) -> entry.path("id").asText()).reversed();

    private final ObjectMapper json;

    AuditPageMerger(ObjectMapper json) {
        this.json = json;
    }

    JsonNode merge(byte[] one, byte[] other, int limit) {
        JsonNode first = read(one);
        JsonNode second = read(other);
        List<JsonNode> all = Stream.of(first, second)
                .flatMap(page -> page.path("items").valueStream())
                .sorted(NEWEST_FIRST)
                .toList();
        boolean more = all.size() > limit
                || first.path("next").isTextual()
                || second.path("next").isTextual();
        List<JsonNode> shown = all.stream().limit(limit).toList();
        ObjectNode page = json.createObjectNode();
        page.putArray("items").addAll(shown);
        return page.put("next", more ? shown.getLast().path("id").asText() : null);
    }

    private JsonNode read(byte[] page) {
        try {
            return json.readTree(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
