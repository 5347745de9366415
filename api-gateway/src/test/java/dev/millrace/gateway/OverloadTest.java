package dev.millrace.gateway;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.millrace.testsupport.checks.Management;
import dev.millrace.testsupport.identity.TestTokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static dev.millrace.gateway.Callers.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.notNullValue;

/** Load far beyond the limit: admitted requests are answered, the others are refused at once. */
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
        List<Callable<Response>> calls = Collections.nCopies(CALLS, OverloadTest::place);
        List<Response> answers = new ArrayList<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Response> answer : clients.invokeAll(calls)) {
                answers.add(answer.get());
            }
        }
        assertThat(answers).extracting(Response::statusCode).contains(200, 429).containsOnly(200, 429);
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() == 429)
                .allSatisfy(refusal -> refusal.then()
                        .header("Retry-After", "1")
                        .contentType("application/problem+json")
                        .body("requestId", notNullValue()));
        long letIn =
                answers.stream().filter(answer -> answer.statusCode() == 200).count();
        services.verify((int) letIn, postRequestedFor(urlEqualTo("/orders")));
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
            for (int i = 0; i < 2 * ROOM; i++) {
                place().then().statusCode(200);
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
        for (int i = 0; i < 2 * ROOM; i++) {
            try (RawConnection gone = RawConnection.to(gateway.getPort())) {
                gone.send("GET /api/orders/" + i + " HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer "
                        + TestTokens.of(CLERK) + "\r\n\r\n");
            }
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> place().statusCode() == 200);
    }

    private static Response place() {
        return as(CLERK).contentType(ContentType.JSON).body("{}").post("/api/orders");
    }
}
