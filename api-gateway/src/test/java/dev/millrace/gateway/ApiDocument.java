package dev.millrace.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import static io.restassured.RestAssured.given;

/** The OpenAPI document as the running gateway serves it. */
final class ApiDocument {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");

    private final JsonNode document;

    private ApiDocument(JsonNode document) {
        this.document = document;
    }

    static ApiDocument served() throws IOException {
        return new ApiDocument(
                JSON.readTree(given().get("/q/openapi?format=json").asByteArray()));
    }

    /** Such as {@code GET /api/orders/{id}}. */
    Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().fieldNames().forEachRemaining(method -> {
                    if (METHODS.contains(method)) {
                        operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
                    }
                }));
        return operations;
    }

    JsonNode requestExample(String path) {
        return document.path("paths").path(path).path("post").at("/requestBody/content/application~1json/example");
    }

    JsonNode answerExample(String path, String method, String status) {
        return document.path("paths")
                .path(path)
                .path(method)
                .path("responses")
                .path(status)
                .at("/content/application~1json/example");
    }

    /** The violations of the named schema. */
    Set<ValidationMessage> violations(String schema, String json) throws IOException {
        return violations(schema, JSON.readTree(json));
    }

    Set<ValidationMessage> violations(String schema, JsonNode json) {
        ObjectNode root = JSON.createObjectNode().put("$ref", "#/components/schemas/" + schema);
        root.set("components", document.path("components"));
        return JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(root)
                .validate(json);
    }
}
