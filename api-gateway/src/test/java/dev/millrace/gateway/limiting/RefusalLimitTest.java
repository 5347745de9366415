package dev.millrace.gateway.limiting;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.millrace.chassis.security.Roles;
import dev.millrace.devstack.identity.BadToken;
import dev.millrace.devstack.identity.TestTokens;
import dev.millrace.gateway.GatewayTest;
import dev.millrace.gateway.MovableTime;
import dev.millrace.gateway.ServicesDouble;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

@GatewayTest
@WithTestResource(
        value = ServicesDouble.class,
        initArgs = {
            @ResourceArg(name = "gateway.rate-limit.refusals-per-second", value = "1"),
            @ResourceArg(name = "gateway.rate-limit.refusals-burst", value = "3")
        })
class RefusalLimitTest {
    WireMockServer services;

    @Inject
    MovableTime time;

    private final String good = TestTokens.of("ada", Roles.CLERK);
    private final String bad = BadToken.values()[0].token();

    @BeforeEach
    void waitForAFullShare() {
        services.resetAll();
        services.stubFor(any(anyUrl()).willReturn(okJson("{}")));
        time.pass(Duration.ofMinutes(1));
    }

    @Test
    void shouldLookAtNoMoreTokensOfAnAddressThatHasShownTooManyBadOnes() {
        for (int i = 0; i < 3; i++) {
            call(bad).statusCode(401);
        }
        call(bad).statusCode(429).header("Retry-After", equalTo("1")).contentType("application/problem+json");
        call(good).statusCode(429);
        time.pass(Duration.ofSeconds(1));
        call(good).statusCode(200);
    }

    @Test
    void shouldCountNoTokenThatIsGood() {
        for (int i = 0; i < 10; i++) {
            call(good).statusCode(200);
        }
        call(bad).statusCode(401);
    }

    private static ValidatableResponse call(String token) {
        return given().auth().oauth2(token).get("/api/customers/1").then();
    }
}
