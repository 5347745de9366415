package dev.millrace.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.testsupport.contracts.MessageContract;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Renders contracts as a page in Markdown: each topic, its messages, and what is in them. */
final class MessagesPage {
    private static final String HEAD = """
            # Messages

            This page is generated from the AsyncAPI documents of
            [order-service](../order-service/contract/asyncapi.yaml) and
            [customer-service](../customer-service/contract/asyncapi.yaml); a test checks that it is current. The Kafka
            records are CloudEvents in binary mode. The documents describe their headers. The key of a record is the id of
            the aggregate.
            """;

    private final StringBuilder page = new StringBuilder(HEAD);

    private MessagesPage() {}

    static String of(List<MessageContract> contracts) {
        MessagesPage page = new MessagesPage();
        contracts.forEach(page::add);
        return page.page.toString();
    }

    private void add(MessageContract contract) {
        contract.topics().forEach((topic, types) -> {
            page.append("\n## ")
                    .append(topic)
                    .append("\n\n")
                    .append(contract.title())
                    .append(".\n");
            types.forEach(type -> add(type, contract.schema(type)));
        });
    }

    private void add(String type, JsonNode schema) {
        page.append("\n### ").append(type).append("\n\n");
        page.append(schema.path("description").asText()).append("\n\n| field | value | |\n|---|---|---|\n");
        for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
            page.append("| `%s` | %s | %s |\n"
                    .formatted(
                            field.getKey(),
                            kind(field.getValue()),
                            field.getValue().path("description").asText()));
        }
        page.append("\n```json\n").append(schema.path("examples").path(0)).append("\n```\n");
    }

    private static String kind(JsonNode schema) {
        if (schema.has("enum")) {
            return joined(schema.path("enum"), ", ");
        }
        JsonNode reference = schema.path("allOf").path(0).path("$ref");
        if (reference.isTextual()) {
            return name(reference);
        }
        if (schema.has("items")) {
            return "list of " + name(schema.path("items").path("$ref"));
        }
        JsonNode types = schema.path("type");
        String type = types.isArray() ? joined(types, " or ") : types.asText();
        return schema.has("format") ? type + ", " + schema.path("format").asText() : type;
    }

    private static String name(JsonNode reference) {
        return reference.asText().replace(".json", "");
    }

    private static String joined(JsonNode values, String separator) {
        return StreamSupport.stream(values.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(separator));
    }
}
