package dev.millrace.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Prometheus itself evaluates the alerting rules, over series some of which end and some of which never begin. */
class ObservabilityTest {
    private static final Path DIRECTORY = Path.of("../src/main/observability");
    private static final Path PROMETHEUS = DIRECTORY.resolve("prometheus");

    @BeforeAll
    static void needPromtool() {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(":"))
                        .anyMatch(directory -> Files.isExecutable(Path.of(directory, "promtool"))),
                "there is no promtool to evaluate the rules with; Debian has it in the package prometheus");
    }

    @ParameterizedTest
    @ValueSource(strings = {"relay", "service"})
    void shouldFireAlertsWhenTheyMustAndOnlyThen(String rules) throws Exception {
        promtool("test", "rules", rules + "-alerts-test.yml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"relay", "service"})
    void shouldHaveATestAndARunbookEntryForEachAlert(String rules) throws IOException {
        String tests = Files.readString(PROMETHEUS.resolve(rules + "-alerts-test.yml"));
        String runbook = Files.readString(Path.of("../docs/runbook.md"));
        List<String> alerts = Pattern.compile("- alert: (\\w+)")
                .matcher(Files.readString(PROMETHEUS.resolve(rules + "-alerts.yml")))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
        assertThat(alerts).hasSizeGreaterThan(5).allSatisfy(alert -> {
            assertThat(tests).containsPattern("alertname: " + alert + "\\s+exp_alerts");
            assertThat(runbook).contains("`" + alert + "`");
        });
    }

    @Test
    void shouldLoadTheConfiguration() throws Exception {
        promtool("check", "config", "prometheus.yml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"overview", "sagas", "relay", "service"})
    void shouldHaveValidQueriesInEachDashboard(String dashboard, @TempDir Path directory) throws Exception {
        JsonNode json = new ObjectMapper()
                .readTree(DIRECTORY.resolve("grafana/" + dashboard + ".json").toFile());
        List<String> queries = json.findValuesAsText("expr");
        assertThat(queries).hasSizeGreaterThan(5);
        StringBuilder rules = new StringBuilder("groups:\n  - name: dashboard\n    rules:\n");
        for (int i = 0; i < queries.size(); i++) {
            rules.append("      - record: query:%d\n        expr: '%s'\n"
                    .formatted(i, queries.get(i).replace("'", "''")));
        }
        Path file = Files.writeString(directory.resolve("queries.yml"), rules);
        promtool("check", "rules", file.toString());
    }

    private static void promtool(String... arguments) throws Exception {
        List<String> command =
                Stream.concat(Stream.of("promtool"), Stream.of(arguments)).toList();
        Process promtool = new ProcessBuilder(command)
                .directory(PROMETHEUS.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(promtool.getInputStream().readAllBytes(), UTF_8);
        assertThat(promtool.waitFor()).as(output).isZero();
    }
}
