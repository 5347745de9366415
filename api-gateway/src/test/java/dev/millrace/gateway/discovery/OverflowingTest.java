package dev.millrace.gateway.discovery;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.millrace.gateway.GatewayTest;
import dev.millrace.testsupport.checks.Management;
import dev.millrace.testsupport.identity.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The base's capacity is {@link BaseAndOverflow#CAPACITY} calls; the client's time-out is longer than the gateway's.
 */
@GatewayTest
@WithTestResource(BaseAndOverflow.class)
class OverflowingTest {
    /** How long the base delays its answers: long enough for the other calls to arrive. */
    private static final int BUSY_MILLIS = 1_500;

    private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
    private final String token = TestTokens.of(CLERK);

    BaseAndOverflow services;

    @BeforeEach
    void bothAreWellAndIdle() {
        services.startOverflow();
        services.overflow().resetRequests();
        answer(services.overflow(), okJson("{}"));
        answer(services.base(), okJson("{}"));
        await().until(() -> inFlight() == 0 && read() == 200);
        services.base().resetRequests();
    }

    @AfterEach
    void close() {
        clients.close();
    }

    @Test
    void shouldSendOnWhatExceedsTheBaseAndTakeItBack() {
        answer(services.base(), okJson("{}").withFixedDelay(BUSY_MILLIS));
        List<CompletableFuture<Integer>> held = occupyBase();
        assertThat(read()).isEqualTo(200);
        assertThat(served(services.overflow())).isEqualTo(1);
        assertThat(held).extracting(CompletableFuture::join).containsOnly(200);
        answer(services.base(), okJson("{}"));
        for (int i = 0; i < 20; i++) {
            assertThat(read()).isEqualTo(200);
        }
        assertThat(served(services.overflow())).isEqualTo(1);
        assertThat(Management.metric("gateway_overflow_calls_total")).isPositive();
    }

    @Test
    void shouldFailNoCallWhenTheOverflowIsDown() {
        services.stopOverflow();
        answer(services.base(), okJson("{}").withFixedDelay(BUSY_MILLIS));
        List<CompletableFuture<Integer>> held = occupyBase();
        List<CompletableFuture<Integer>> more = calls(BaseAndOverflow.CAPACITY, this::place);
        assertThat(held).extracting(CompletableFuture::join).containsOnly(200);
        assertThat(more).extracting(CompletableFuture::join).containsOnly(200);
        assertThat(served(services.base())).isEqualTo(2 * BaseAndOverflow.CAPACITY);
    }

    @Test
    void shouldKeepStreamsOnTheBaseWhenItIsFull() {
        answer(services.base(), okJson("{}").withFixedDelay(BUSY_MILLIS));
        List<CompletableFuture<Integer>> held = occupyBase();
        given().auth().oauth2(token).get(url("/api/orders/1/events")).then().statusCode(200);
        assertThat(held).extracting(CompletableFuture::join).containsOnly(200);
        assertThat(served(services.base())).isEqualTo(BaseAndOverflow.CAPACITY + 1);
        assertThat(inFlight()).isZero();
    }

    @Test
    void shouldHaveRoomAgainWhenConnectionsBreak() {
        answer(services.base(), aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        for (int i = 0; i < BaseAndOverflow.CAPACITY + 1; i++) {
            assertThat(place()).isEqualTo(503);
        }
        assertBaseHasRoom();
    }

    @Test
    void shouldHaveRoomAgainWhenAnswersDoNotCome() {
        answer(services.base(), okJson("{}").withFixedDelay(60_000));
        assertThat(calls(BaseAndOverflow.CAPACITY, this::place))
                .extracting(CompletableFuture::join)
                .containsOnly(504);
        assertBaseHasRoom();
    }

    private void assertBaseHasRoom() {
        await().untilAsserted(() -> assertThat(inFlight()).isZero());
    }

    /** Returns once the base is at capacity. */
    private List<CompletableFuture<Integer>> occupyBase() {
        List<CompletableFuture<Integer>> held = calls(BaseAndOverflow.CAPACITY, this::read);
        await().until(() -> inFlight() == BaseAndOverflow.CAPACITY);
        return held;
    }

    private List<CompletableFuture<Integer>> calls(int number, Supplier<Integer> call) {
        return Stream.generate(() -> CompletableFuture.supplyAsync(call, clients))
                .limit(number)
                .toList();
    }

    private int read() {
        return given().auth().oauth2(token).get(url("/api/orders")).statusCode();
    }

    /** Without an idempotency key, so it is not retried once sent. */
    private int place() {
        return given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body("{}")
                .post(url("/api/orders"))
                .statusCode();
    }

    private static double inFlight() {
        return Management.metric("gateway_base_calls");
    }

    private static String url(String path) {
        return "http://127.0.0.1:" + RestAssured.port + path;
    }

    private static void answer(WireMockServer instance, ResponseDefinitionBuilder answer) {
        instance.resetMappings();
        instance.stubFor(any(anyUrl()).willReturn(answer));
    }

    private static int served(WireMockServer instance) {
        return instance.getAllServeEvents().size();
    }
}
