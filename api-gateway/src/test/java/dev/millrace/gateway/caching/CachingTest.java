package dev.millrace.gateway.caching;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.millrace.gateway.GatewayTest;
import dev.millrace.gateway.MutableTicker;
import dev.millrace.gateway.ServicesDouble;
import dev.millrace.testsupport.checks.Management;
import dev.millrace.testsupport.identity.TestTokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static dev.millrace.devstack.identity.DemoUser.ALICE;
import static dev.millrace.devstack.identity.DemoUser.BOB;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

@GatewayTest
@WithTestResource(
        value = ServicesDouble.class,
        initArgs = @ResourceArg(name = "gateway.cache.time-to-live", value = "60s"))
class CachingTest {
    private static final Duration TIME_TO_LIVE = Duration.ofSeconds(60);

    /** A different order in each test. */
    private final String order = "/orders/" + UUID.randomUUID();

    private final String ada = TestTokens.of(ALICE);
    private final String eve = TestTokens.of(BOB);

    WireMockServer services;

    @Inject
    MutableTicker time;

    @BeforeEach
    void forget() {
        services.resetAll();
        services.stubFor(any(anyUrl()).willReturn(okJson("{\"state\": \"PENDING\"}")));
    }

    @Test
    void shouldAskTheServiceOnceWhenReadAgainWithinTheBound() {
        read(ada);
        time.pass(TIME_TO_LIVE.minusSeconds(30));
        read(ada);
        services.verify(1, getRequestedFor(urlEqualTo(order)));
    }

    @Test
    void shouldNeverGiveAStaleAnswerAfterTheBound() {
        read(ada);
        services.stubFor(any(anyUrl()).willReturn(okJson("{\"state\": \"APPROVED\"}")));
        time.pass(TIME_TO_LIVE);
        assertThat(read(ada).asString()).contains("APPROVED");
    }

    /** All tests of this class run without Kafka. */
    @Test
    void shouldBeReadyWithoutKafka() {
        Management.get("/q/health/ready").then().statusCode(200);
    }

    @Test
    void shouldNeverGiveOneCallersAnswerToAnother() {
        services.stubFor(get(urlEqualTo(order))
                .withHeader("Authorization", equalTo("Bearer " + eve))
                .willReturn(aResponse().withStatus(403)));
        read(ada).then().statusCode(200);
        read(eve).then().statusCode(403);
        services.verify(2, getRequestedFor(urlEqualTo(order)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/cancel", "/revise"})
    void shouldForgetForEveryCallerWhenTheOrderIsChanged(String change) {
        read(ada);
        read(eve);
        given().auth().oauth2(ada).contentType(ContentType.JSON).body("{}").post("/api" + order + change);
        read(ada);
        read(eve);
        services.verify(4, getRequestedFor(urlEqualTo(order)));
    }

    @Test
    void shouldKeepNoErrors() {
        services.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(404)));
        read(ada).then().statusCode(404);
        services.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(500)));
        read(ada).then().statusCode(500);
        services.stubFor(any(anyUrl()).willReturn(okJson("{}")));
        read(ada).then().statusCode(200);
    }

    /** The services answer after both reads have arrived, so that the reads share one call. */
    @Test
    void shouldPassAnErrorCompleteToAllReadersThatShareTheCall() throws InterruptedException {
        String problem = "{\"title\": \"Not Found\"}";
        services.stubFor(any(anyUrl())
                .willReturn(aResponse()
                        .withStatus(404)
                        .withHeader("Content-Type", "application/problem+json")
                        .withBody(problem)
                        .withFixedDelay(1_000)));
        try (ExecutorService readers = Executors.newFixedThreadPool(2)) {
            List<Future<Response>> reads = readers.invokeAll(Collections.nCopies(2, () -> read(ada)));
            assertThat(reads.stream().map(Future::resultNow)).allSatisfy(read -> {
                assertThat(read.statusCode()).isEqualTo(404);
                assertThat(read.contentType()).isEqualTo("application/problem+json");
                assertThat(read.asString()).isEqualTo(problem);
            });
        }
        services.verify(1, getRequestedFor(urlEqualTo(order)));
    }

    @Test
    void shouldNotKeepWhatIsStillMoving() {
        services.stubFor(
                any(anyUrl()).willReturn(okJson("{\"state\": \"PENDING\"}").withHeader("Cache-Control", "no-store")));
        read(ada);
        read(ada);
        services.verify(2, getRequestedFor(urlEqualTo(order)));
    }

    @Test
    void shouldAnswer304WhenTheClientHasTheAnswerAlready() {
        String tag = read(ada).header("ETag");
        assertThat(tag).matches("\"[0-9a-f]{32}\"");
        Response again = readUnless(tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.asByteArray()).isEmpty();
        assertThat(again.header("ETag")).isEqualTo(tag);
        assertThat(readUnless("\"other\", W/" + tag).statusCode()).isEqualTo(304);
        assertThat(readUnless("\"other\"").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldPassTheServicesOwnTag() {
        services.stubFor(any(anyUrl()).willReturn(okJson("{}").withHeader("ETag", "\"v7\"")));
        assertThat(read(ada).header("ETag")).isEqualTo("\"v7\"");
        assertThat(readUnless("\"v7\"").statusCode()).isEqualTo(304);
    }

    @Test
    void shouldCountHitsAndMisses() {
        read(ada);
        read(ada);
        Management.get("/q/metrics")
                .then()
                .body(containsString("cache_gets_total{cache=\"reads\",result=\"hit\"}"))
                .body(containsString("cache_gets_total{cache=\"reads\",result=\"miss\"}"));
    }

    private Response read(String token) {
        return given().auth().oauth2(token).get("/api" + order);
    }

    private Response readUnless(String tag) {
        return given().auth().oauth2(ada).header("If-None-Match", tag).get("/api" + order);
    }
}
