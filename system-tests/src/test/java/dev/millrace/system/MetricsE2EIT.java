package dev.millrace.system;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.millrace.system.Millrace.approved;
import static dev.millrace.system.Millrace.awaitState;
import static dev.millrace.system.Millrace.cancel;
import static dev.millrace.system.Millrace.customer;
import static dev.millrace.system.Millrace.placed;
import static dev.millrace.system.Millrace.revise;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Dashboards and rules query only metrics that the running services have. */
class MetricsE2EIT {
    private static final Path OBSERVABILITY = Path.of("../src/main/observability");

    private static final Pattern NOT_A_METRIC = Pattern.compile("\"(\\\\.|[^\"])*\"|\\{[^}]*}|\\[[^]]*]"
            + "|\\b(by|without|on|ignoring|group_left|group_right) *\\([^)]*\\)|\\boffset +\\w+"
            + "|\\b(unless|and|or|bool)\\b");

    private static final Pattern NAME = Pattern.compile("\\b[a-z_:][a-z0-9_:]*\\b(?! *\\()");

    /** Prometheus makes it of each scrape. */
    private static final Set<String> OF_PROMETHEUS = Set.of("up");

    @BeforeAll
    static void letEachKindOfOrderHappen() {
        UUID customer = customer("100.00");
        UUID order = approved(customer, "10.00");
        revise(order, "20.00").then().statusCode(202);
        awaitState(order, "APPROVED");
        cancel(order).then().statusCode(202);
        awaitState(order, "CANCELLED");
        awaitState(placed(customer, "1000.00"), "REJECTED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"overview", "sagas", "relay", "service"})
    void shouldHaveEachMetricOfADashboard(String dashboard) throws IOException {
        Path file = OBSERVABILITY.resolve("grafana/" + dashboard + ".json");
        awaitMetrics(new ObjectMapper().readTree(file.toFile()).findValuesAsText("expr"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"relay", "service"})
    void shouldHaveEachMetricOfTheRules(String rules) throws IOException {
        String text = Files.readString(OBSERVABILITY.resolve("prometheus/" + rules + "-alerts.yml"));
        awaitMetrics(Pattern.compile("expr: *(\\|\\n(?: {10,}.*\\n)+|.*\\n)")
                .matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1).replace("|\n", ""))
                .toList());
    }

    @Test
    void shouldFindTheMetricsOfAQuery() {
        assertThat(metrics("sum by (job) (rate(a_total{b=\"c\"}[5m])) / max(d_e) > 0.05 unless f offset 2m"))
                .containsExactly("a_total", "d_e", "f");
    }

    private static void awaitMetrics(List<String> queries) {
        Set<String> queried = queries.stream()
                .flatMap(query -> metrics(query).stream())
                .filter(name -> !OF_PROMETHEUS.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(queried).hasSizeGreaterThan(3);
        await().atMost(Millrace.TIMEOUT)
                .untilAsserted(() -> assertThat(scraped()).containsAll(queried));
    }

    private static List<String> metrics(String query) {
        return NAME.matcher(NOT_A_METRIC.matcher(query).replaceAll(" "))
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
    }

    private static Set<String> scraped() {
        return Stream.of("api-gateway", "order-service", "customer-service", "order-history-service", "outbox-relay")
                .map(service -> given().get(Millrace.part(service).managementAddress() + "/q/metrics")
                        .asString())
                .flatMap(String::lines)
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0])
                .collect(Collectors.toSet());
    }
}
