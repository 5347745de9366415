package dev.millrace.gateway;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.millrace.devstack.checks.Management;
import dev.millrace.devstack.identity.TestTokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static dev.millrace.gateway.Callers.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

/** Many times what the gateway takes: it answers what it has let in, and refuses the rest without making it wait. */
@GatewayTest
@WithTestResource(
        value = ServicesDouble.class,
        initArgs = @ResourceArg(name = "overload.maximum-requests", value = "4"))
class OverloadTest {
    private static final int ROOM = 4;
    private static final int CALLS = 10 * ROOM;
    private static final int SLOW_MILLIS = 2_000;

    @TestHTTPResource
    URI gateway;

    WireMockServer services;

    @BeforeEach
    void forget() {
        services.resetAll();
    }

    @Test
    void shouldRefuseAtOnceWhatIsTooMuchAndServeAgainAfterwards() throws Exception {
        services.stubFor(any(anyUrl()).willReturn(okJson("{}").withFixedDelay(SLOW_MILLIS)));
        CountDownLatch refused = new CountDownLatch(CALLS - ROOM);
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Response>> answers = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                answers.add(clients.submit(() -> {
                    Response answer = place();
                    if (answer.statusCode() == 429) {
                        refused.countDown();
                    }
                    return answer;
                }));
            }
            refused.await();
            assertThat(answers)
                    .filteredOn(answer -> !answer.isDone())
                    .as("let in, and waiting for the service")
                    .hasSize(ROOM);
            for (Future<Response> answer : answers) {
                assertThat(answer.get().statusCode()).isIn(200, 429);
            }
            Response refusal = answers.stream()
                    .map(Future::resultNow)
                    .filter(answer -> answer.statusCode() == 429)
                    .findAny()
                    .orElseThrow();
            assertThat(refusal.header("Retry-After")).isEqualTo("1");
            assertThat(refusal.contentType()).isEqualTo("application/problem+json");
            assertThat(refusal.<String>path("requestId")).isEqualTo(refusal.header("X-Request-Id"));
        }
        services.resetAll();
        services.stubFor(any(anyUrl()).willReturn(okJson("{}")));
        place().then().statusCode(200);
        Management.get("/q/metrics").then().body(containsString("http_requests_refused_total"));
    }

    @Test
    void shouldLetOthersInWhileSlowClientsSendTheirBodies() throws IOException {
        services.stubFor(any(anyUrl()).willReturn(okJson("{}")));
        List<RawConnection> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 2 * ROOM; i++) {
                slow.add(RawConnection.to(gateway.getPort())
                        .send("POST /api/orders HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n{"));
            }
            for (int status : Collections.nCopies(2 * ROOM, 200)) {
                place().then().statusCode(status);
            }
        } finally {
            for (RawConnection connection : slow) {
                connection.close();
            }
        }
    }

    @Test
    void shouldGiveBackThePlacesOfClientsWhoAreGone() throws IOException {
        services.stubFor(any(anyUrl()).willReturn(okJson("{}").withFixedDelay(SLOW_MILLIS)));
        List<RawConnection> gone = new ArrayList<>();
        for (int i = 0; i < ROOM; i++) {
            gone.add(RawConnection.to(gateway.getPort())
                    .send("GET /api/orders/1 HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + TestTokens.of(CLERK)
                            + "\r\n\r\n"));
        }
        await().until(() -> services.getAllServeEvents().size() == ROOM || place().statusCode() == 429);
        for (RawConnection connection : gone) {
            connection.close();
        }
        await().until(() -> place().statusCode() == 200);
    }

    private static Response place() {
        return as(CLERK).contentType(ContentType.JSON).body("{}").post("/api/orders");
    }
}
