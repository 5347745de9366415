package dev.millrace.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.openapitools.openapidiff.core.OpenApiCompare;

import static org.assertj.core.api.Assertions.assertThat;

/** Changes of the real document: what the comparison lets pass, and what it refuses. */
class OpenApiCompatibilityTest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private final String document = read(Path.of("..", "docs", "openapi.yaml"));

    @Test
    void shouldPassWhenSomethingIsAdded() {
        assertThat(breaks(api -> properties(api, "Order").putObject("note").put("type", "string")))
                .isFalse();
        assertThat(breaks(api -> ((ObjectNode) api.path("paths"))
                        .set("/api/returns", path(api).deepCopy())))
                .isFalse();
    }

    @Test
    void shouldFailWhenAnAnswersFieldIsRemovedRenamedOrRetyped() {
        assertThat(breaks(api -> properties(api, "Order").remove("rejectionReason")))
                .isTrue();
        assertThat(breaks(api -> properties(api, "Money")
                        .set("value", properties(api, "Money").remove("amount"))))
                .isTrue();
        assertThat(breaks(api -> properties(api, "Order").putObject("version").put("type", "string")))
                .isTrue();
    }

    @Test
    void shouldFailWhenARequestNeedsMoreOrAnOperationIsGone() {
        assertThat(breaks(api -> {
                    properties(api, "PlaceOrder").putObject("note").put("type", "string");
                    ((ArrayNode) api.at("/components/schemas/PlaceOrder/required")).add("note");
                }))
                .isTrue();
        assertThat(breaks(api -> ((ObjectNode) path(api)).remove("get"))).isTrue();
    }

    private boolean breaks(Consumer<JsonNode> change) {
        try {
            JsonNode changed = YAML.readTree(document);
            change.accept(changed);
            return OpenApiCompare.fromContents(document, YAML.writeValueAsString(changed))
                    .isIncompatible();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode path(JsonNode api) {
        return api.path("paths").path("/api/orders");
    }

    private static ObjectNode properties(JsonNode api, String schema) {
        return (ObjectNode) api.path("components").path("schemas").path(schema).path("properties");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
