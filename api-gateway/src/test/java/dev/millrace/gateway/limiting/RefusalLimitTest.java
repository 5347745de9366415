package dev.millrace.gateway.limiting;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.millrace.chassis.access.Roles;
import dev.millrace.gateway.GatewayTest;
import dev.millrace.gateway.MutableTicker;
import dev.millrace.gateway.ServicesDouble;
import dev.millrace.testsupport.identity.BadToken;
import dev.millrace.testsupport.identity.TestTokens;
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
import static org.hamcrest.Matchers.nullValue;

@GatewayTest
@WithTestResource(
        value = ServicesDouble.class,
        initArgs = {
            @ResourceArg(name = "gateway.rate-limit.refusals-per-second", value = "1"),
            @ResourceArg(name = "gateway.rate-limit.refusals-burst", value = "3")
        })
class RefusalLimitTest {
    private static final String RESOURCE = "/api/customers/1";
    private static final String CLIENT = "198.51.100.7";
    private static final String VICTIM = "203.0.113.9";

    WireMockServer services;

    @Inject
    MutableTicker time;

    private final String good = TestTokens.of("ada", Roles.CLERK);
    private final String bad = BadToken.values()[0].token();

    @BeforeEach
    void waitForAFullShare() {
        services.resetAll();
        services.stubFor(any(anyUrl()).willReturn(okJson("{}")));
        time.stop();
        time.pass(Duration.ofMinutes(1));
    }

    @Test
    void shouldAnswer429WhenAnAddressShowsTooManyBadTokens() {
        useRefusals(CLIENT);
        call(bad, CLIENT)
                .statusCode(429)
                .header("Retry-After", equalTo("1"))
                .header("WWW-Authenticate", nullValue())
                .contentType("application/problem+json")
                .body("status", equalTo(429));
        time.pass(Duration.ofSeconds(1));
        call(bad, CLIENT).statusCode(401);
    }

    @Test
    void shouldTakeAGoodTokenWhenOthersOfTheAddressShowBadOnes() {
        useRefusals(CLIENT);
        call(bad, CLIENT).statusCode(429);
        call(good, CLIENT).statusCode(200);
    }

    @Test
    void shouldNotCountCallsWithoutAToken() {
        for (int i = 0; i < 10; i++) {
            given().header("X-Forwarded-For", CLIENT).get(RESOURCE).then().statusCode(401);
        }
        call(bad, CLIENT).statusCode(401);
    }

    @Test
    void shouldBelieveNothingThatTheClientWroteItself() {
        for (int i = 0; i < 3; i++) {
            call(bad, VICTIM + ", 192.0.2." + i + ", " + CLIENT).statusCode(401);
        }
        call(bad, "192.0.2.77, " + CLIENT).statusCode(429);
        call(bad, VICTIM).statusCode(401);
    }

    private void useRefusals(String address) {
        for (int i = 0; i < 3; i++) {
            call(bad, address).statusCode(401);
        }
    }

    /** The test acts as the proxy. */
    private static ValidatableResponse call(String token, String forwardedFor) {
        return given().auth()
                .oauth2(token)
                .header("X-Forwarded-For", forwardedFor)
                .get(RESOURCE)
                .then();
    }
}
