package dev.millrace.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The template against the packaged functions and the services' configuration; nothing of it was ever deployed. */
class TemplateIT {
    private static final String FUNCTION = "AWS::Serverless::Function";

    private final Template template = new Template();

    TemplateIT() throws IOException {}

    @Test
    void shouldNameAPackageWithTheHandlersClassInEachFunction() throws IOException {
        String handler = template.handler().replaceFirst("::.*", "").replace('.', '/') + ".class";
        for (JsonNode function : template.properties(FUNCTION)) {
            Path zip = Path.of("..", function.path("CodeUri").asText());
            assertThat(zip).exists();
            assertThat(contains(zip, handler)).as("%s in %s", handler, zip).isTrue();
        }
    }

    @Test
    void shouldNameAHandlerThatThePackageHasInEachFunctionOfEvents() {
        Set<String> named = new HashSet<>();
        for (JsonNode function : template.properties(FUNCTION)) {
            JsonNode handler = function.at("/Environment/Variables/QUARKUS_LAMBDA_HANDLER");
            assertThat(handler.isMissingNode())
                    .isEqualTo(!function.path("CodeUri").asText().contains("-events/"));
            named.add(handler.asText());
        }
        assertThat(named).containsExactlyInAnyOrder("", "msk", "schedule");
    }

    @Test
    void shouldMapEachTopicThatAServiceConsumesAndAskForPartialAnswers() throws IOException {
        Set<String> mapped = new HashSet<>();
        for (JsonNode mapping : template.properties("AWS::Lambda::EventSourceMapping")) {
            assertThat(mapping.path("FunctionResponseTypes")).hasSize(1);
            assertThat(mapping.at("/FunctionResponseTypes/0").asText()).isEqualTo("ReportBatchItemFailures");
            assertThat(mapping.path("Topics")).hasSize(1);
            JsonNode function = template.resource(mapping.path("FunctionName").asText());
            mapped.add(function.path("CodeUri").asText().replaceFirst("-.*", "-service ")
                    + mapping.at("/Topics/0").asText());
        }
        Set<String> consumed = new HashSet<>(consumed("order-service"));
        consumed.addAll(consumed("customer-service"));
        assertThat(mapped).isEqualTo(consumed);
    }

    @Test
    void shouldKeepRecordsWhoseAttemptsAreOverInABucketThatTheFunctionMayWriteTo() {
        for (JsonNode mapping : template.properties("AWS::Lambda::EventSourceMapping")) {
            assertThat(mapping.path("MaximumRetryAttempts").asInt(-1)).isPositive();
            String bucket =
                    mapping.at("/DestinationConfig/OnFailure/Destination").asText();
            assertThat(bucket).isNotEmpty();
            JsonNode policies =
                    template.resource(mapping.path("FunctionName").asText()).path("Policies");
            assertThat(policies.findValues("Statement"))
                    .anySatisfy(statement -> assertThat(statement.toString())
                            .contains("\"s3:PutObject\"", "\"s3:ListBucket\"", '"' + bucket + '"', "/*\""));
        }
    }

    /** Topics with a consumer group of the service; one that each instance reads by itself is not mapped. */
    private static List<String> consumed(String service) throws IOException {
        Properties config = new Properties();
        try (Stream<String> lines =
                Files.lines(Path.of("..", "..", service, "src", "main", "resources", "application.properties"))) {
            lines.filter(line -> line.contains("=") && !line.startsWith("#"))
                    .forEach(line -> config.setProperty(line.split("=", 2)[0], line.split("=", 2)[1]));
        }
        return config.stringPropertyNames().stream()
                .filter(key -> key.startsWith("mp.messaging.incoming.") && key.endsWith(".topic"))
                .filter(key -> !config.containsKey(key.replace(".topic", ".group.id")))
                .map(key -> service + " " + config.getProperty(key))
                .toList();
    }

    private static boolean contains(Path zip, String handler) throws IOException {
        Path jars = Files.createTempDirectory(Path.of("target"), "jars");
        try (ZipFile file = new ZipFile(zip.toFile())) {
            var jar = file.stream()
                    .filter(entry -> entry.getName().matches("lib/.*quarkus-amazon-lambda-\\d.*\\.jar"))
                    .findFirst()
                    .orElseThrow();
            Path copy = jars.resolve("handler.jar");
            Files.copy(file.getInputStream(jar), copy);
            try (URLClassLoader loader =
                    new URLClassLoader(new URL[] {copy.toUri().toURL()}, null)) {
                return loader.getResource(handler) != null;
            }
        }
    }
}
