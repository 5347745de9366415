package dev.millrace.testsupport.contracts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A producer's contract: its AsyncAPI document, in which each message's payload is a JSON Schema file with examples.
 * Requires Jackson's YAML format and networknt's validator on the class path.
 */
public final class MessageContract {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SchemaValidatorsConfig FORMATS_COUNT =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    private final Path folder;
    private final JsonNode document;

    private MessageContract(Path folder, JsonNode document) {
        this.folder = folder;
        this.document = document;
    }

    /** @param folder holds {@code asyncapi.yaml} and the schemas that it refers to */
    public static MessageContract in(Path folder) {
        try {
            return new MessageContract(
                    folder,
                    new ObjectMapper(new YAMLFactory())
                            .readTree(folder.resolve("asyncapi.yaml").toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The contract of a module of this project, seen from another module's tests. */
    public static MessageContract of(String producer) {
        return in(Path.of("..", producer, "contract"));
    }

    /** Increases when consumers may break. */
    public int majorVersion() {
        return Integer.parseInt(document.at("/info/version").asText().split("\\.", 2)[0]);
    }

    public String title() {
        return document.at("/info/title").asText();
    }

    /** Names of the messages on each topic. */
    public Map<String, Set<String>> topics() {
        Map<String, Set<String>> topics = new TreeMap<>();
        document.path("channels").forEach(channel -> {
            Set<String> names = new TreeSet<>();
            channel.path("messages").fieldNames().forEachRemaining(names::add);
            topics.put(channel.path("address").asText(), names);
        });
        return topics;
    }

    /** The JSON Schema of the message's payload. */
    public JsonNode schema(String type) {
        return read(schemaOf(type));
    }

    /** A schema that another one refers to by its file's name. */
    public JsonNode referred(String file) {
        return read(folder.resolve("schemas").resolve(file));
    }

    /** Payloads that the producer may send. */
    public List<String> examples(String type) {
        List<String> examples = new ArrayList<>();
        schema(type).path("examples").forEach(example -> examples.add(example.toString()));
        return examples;
    }

    /** What in the payload is not as the schema says; a field that the schema does not name counts, too. */
    public List<String> violations(String type, String payload) {
        try {
            JsonNode value = JSON.readTree(payload);
            List<String> violations = new ArrayList<>();
            JsonSchemaFactory.getInstance(VersionFlag.V7)
                    .getSchema(SchemaLocation.of(schemaOf(type).toUri().toString()), FORMATS_COUNT)
                    .validate(value)
                    .stream()
                    .map(ValidationMessage::getMessage)
                    .forEach(violations::add);
            Set<String> named = new TreeSet<>();
            schema(type).path("properties").fieldNames().forEachRemaining(named::add);
            value.fieldNames().forEachRemaining(field -> {
                if (!named.contains(field)) {
                    violations.add("$." + field + ": the contract of " + type + " names no such field");
                }
            });
            return violations;
        } catch (JsonProcessingException e) {
            return List.of("not JSON: " + e.getOriginalMessage());
        }
    }

    private Path schemaOf(String type) {
        JsonNode message = document.path("components").path("messages").path(type);
        if (message.isMissingNode()) {
            throw new IllegalArgumentException(folder + "/asyncapi.yaml has no message " + type);
        }
        return folder.resolve(message.at("/payload/$ref").asText()).toAbsolutePath();
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
