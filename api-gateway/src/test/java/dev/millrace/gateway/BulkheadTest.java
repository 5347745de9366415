package dev.millrace.gateway;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.millrace.testsupport.identity.TestTokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.millrace.devstack.identity.DemoUser.ALICE;
import static dev.millrace.devstack.identity.DemoUser.BOB;
import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static dev.millrace.gateway.Callers.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@GatewayTest
@WithTestResource(value = ServicesDouble.class, initArgs = @ResourceArg(name = "Bulkhead/value", value = "2"))
class BulkheadTest {
    /** More than bulkhead and queue hold: two calls run, ten are queued, the others are refused. */
    private static final int AT_ONCE = 30;

    private static final int CALLS_EACH = 5;

    WireMockServer services;

    @Test
    void shouldRefuseWhatASlowServiceCannotTake() throws InterruptedException {
        services.resetAll();
        services.stubFor(any(urlPathEqualTo("/orders")).willReturn(ok("{}").withFixedDelay(300)));
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> answers = clients.invokeAll(Collections.nCopies(
                    AT_ONCE, () -> as(CLERK).get("/api/orders").statusCode()));
            assertThat(answers).extracting(Future::get).contains(200, 503).containsOnly(200, 503);
        }
        as(CLERK).get("/api/orders").then().statusCode(200);
    }

    /** A call that has waited is made by the thread that ends another one. */
    @Test
    void shouldSendEachCallWithItsCallersTokenWhenItHasWaited() throws InterruptedException {
        services.resetAll();
        services.stubFor(any(urlPathEqualTo("/orders")).willReturn(ok("{}").withFixedDelay(50)));
        Map<String, String> tokens = Map.of("alice", TestTokens.of(ALICE), "bob", TestTokens.of(BOB));
        List<Callable<Integer>> calls = IntStream.range(0, CALLS_EACH)
                .boxed()
                .flatMap(any -> tokens.entrySet().stream())
                .<Callable<Integer>>map(caller -> () -> given().auth()
                        .oauth2(caller.getValue())
                        .queryParam("customerId", caller.getKey())
                        .get("/api/orders")
                        .statusCode())
                .toList();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(clients.invokeAll(calls)).extracting(Future::get).containsOnly(200);
        }
        tokens.forEach((caller, token) -> services.verify(
                CALLS_EACH,
                getRequestedFor(urlPathEqualTo("/orders"))
                        .withQueryParam("customerId", equalTo(caller))
                        .withHeader("Authorization", equalTo("Bearer " + token))));
    }
}
