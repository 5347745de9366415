package dev.millrace.gateway.discovery;

import dev.millrace.gateway.GatewayTest;
import dev.millrace.testsupport.identity.TestTokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.restassured.RestAssured;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@GatewayTest
@WithTestResource(
        value = TwoInstances.class,
        initArgs = {
            @ResourceArg(name = "discovery.ejection-time", value = "1h"),
            @ResourceArg(name = "discovery.stall-timeout", value = "1s")
        })
class HungInstanceTest {
    private static final int LONGER_THAN_THE_TIMEOUT = 20_000;

    TwoInstances instances;

    @Test
    void shouldLeaveAnInstanceOutWhenItTakesCallsAndAnswersNone() {
        instances.first().stubFor(any(anyUrl()).willReturn(okJson("{}")));
        instances.second().stubFor(any(anyUrl()).willReturn(okJson("{}").withFixedDelay(LONGER_THAN_THE_TIMEOUT)));
        String token = TestTokens.of(CLERK);
        List<CompletableFuture<Integer>> oneEach = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> read(token)))
                .limit(2)
                .toList();
        assertThat(oneEach).extracting(CompletableFuture::join).containsExactlyInAnyOrder(200, 504);
        for (int i = 0; i < 20; i++) {
            assertThat(read(token)).isEqualTo(200);
        }
    }

    private static int read(String token) {
        return given().auth()
                .oauth2(token)
                .get("http://127.0.0.1:" + RestAssured.port + "/api/orders")
                .statusCode();
    }
}
