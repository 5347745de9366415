package dev.millrace.gateway;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static dev.millrace.gateway.Callers.as;
import static org.assertj.core.api.Assertions.assertThat;

@GatewayTest
@WithTestResource(value = ServicesDouble.class, initArgs = @ResourceArg(name = "Bulkhead/value", value = "2"))
class BulkheadTest {
    /** More than bulkhead and queue hold: two calls run, ten are queued, the others are refused. */
    private static final int AT_ONCE = 30;

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
}
