package dev.millrace.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The SAM template; short forms such as {@code !Ref} are read as their arguments. */
final class Template {
    private final JsonNode root;

    Template() throws IOException {
        root = new YAMLMapper().readTree(Path.of("..", "template.yaml").toFile());
    }

    /** Properties of the resources of a type. */
    List<JsonNode> properties(String type) {
        return root.path("Resources")
                .valueStream()
                .filter(resource -> resource.path("Type").asText().equals(type))
                .map(resource -> resource.path("Properties"))
                .toList();
    }

    JsonNode properties(String type, String codeUri) {
        return properties(type).stream()
                .filter(each -> each.path("CodeUri").asText().equals(codeUri))
                .findFirst()
                .orElseThrow();
    }

    String handler() {
        return root.at("/Globals/Function/Handler").asText();
    }

    JsonNode resource(String name) {
        return root.path("Resources").path(name).path("Properties");
    }
}
