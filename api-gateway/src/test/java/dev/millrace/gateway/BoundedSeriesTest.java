package dev.millrace.gateway;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.millrace.testsupport.checks.Management;
import io.quarkus.test.common.WithTestResource;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static dev.millrace.gateway.Callers.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** No input of a client may create a new metric series. */
@GatewayTest
@WithTestResource(ServicesDouble.class)
class BoundedSeriesTest {
    private static final String REQUESTS = "http_server_requests_seconds_count";

    WireMockServer services;

    @BeforeEach
    void allAreWell() {
        services.resetAll();
        services.stubFor(any(anyUrl()).willReturn(okJson("{}")));
    }

    @Test
    void shouldMeasureMadeUpMethodsAsOne() {
        for (int i = 0; i < 50; i++) {
            given().request("M" + i, "/api/orders").then().statusCode(501);
        }
        assertThat(values(REQUESTS, "method")).contains("OTHER").noneMatch(method -> method.startsWith("M"));
    }

    @Test
    void shouldMeasureMadeUpPathsByNoNameOfTheirs() {
        for (int i = 0; i < 110; i++) {
            given().get("/api/made-up-" + i).then().statusCode(404);
            given().delete("/api/orders/made-up-" + i).then().statusCode(405);
            given().get("/api/orders/made-up-" + i + "/cancel").then().statusCode(405);
            as(CLERK).get("/api/orders/made-up-" + i).then().statusCode(200);
        }
        assertThat(values(REQUESTS, "uri"))
                .anyMatch(uri -> uri.startsWith("/api/orders/{id"))
                .noneMatch(uri -> uri.contains("made-up"))
                .hasSizeLessThan(30);
        assertThat(values("cost_requests_total", "route"))
                .anyMatch(route -> route.startsWith("GET /api/orders/{id"))
                .noneMatch(route -> route.contains("made-up"))
                .hasSizeLessThan(60);
    }

    private static Set<String> values(String metric, String tag) {
        List<String> lines = Management.get("/q/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .filter(line -> line.startsWith(metric))
                .toList();
        return Pattern.compile("[{,]" + tag + "=\"([^\"]*)\"")
                .matcher(String.join("\n", lines))
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toSet());
    }
}
