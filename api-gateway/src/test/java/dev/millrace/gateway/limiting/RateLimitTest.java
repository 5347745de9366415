package dev.millrace.gateway.limiting;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.millrace.chassis.access.Roles;
import dev.millrace.gateway.GatewayTest;
import dev.millrace.gateway.MutableTicker;
import dev.millrace.gateway.ServicesDouble;
import dev.millrace.testsupport.checks.Management;
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
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;

@GatewayTest
@WithTestResource(
        value = ServicesDouble.class,
        initArgs = {
            @ResourceArg(name = "gateway.rate-limit.per-second", value = "1"),
            @ResourceArg(name = "gateway.rate-limit.burst", value = "3"),
            @ResourceArg(name = "gateway.client-quota.per-second", value = "1"),
            @ResourceArg(name = "gateway.client-quota.burst", value = "2")
        })
class RateLimitTest {
    WireMockServer services;

    @Inject
    MutableTicker time;

    @BeforeEach
    void allHaveTheirShare() {
        services.resetAll();
        services.stubFor(any(anyUrl()).willReturn(okJson("{}")));
        time.stop();
        time.pass(Duration.ofMinutes(1));
    }

    @Test
    void shouldAnswer429WithRetryAfterWhenACallerHasUsedItsShare() {
        useShare("ada");
        call("ada")
                .statusCode(429)
                .header("Retry-After", equalTo("1"))
                .contentType("application/problem+json")
                .body("requestId", notNullValue());
        assertThat(services.getAllServeEvents()).hasSize(3);
        Management.get("/q/metrics").then().body(matchesPattern("(?s).*gateway_rate_limit_refused_total [1-9].*"));
    }

    @Test
    void shouldLeaveOtherCallersAloneWhenOneHasUsedItsShare() {
        useShare("bob");
        call("eve").statusCode(200);
    }

    @Test
    void shouldRefuseAnApplicationOfAThirdPartyWhenItsUsersTogetherHaveUsedItsQuota() {
        asPartner("reseller", "kim").statusCode(200);
        asPartner("reseller", "lee").statusCode(200);
        asPartner("reseller", "pat").statusCode(429).header("Retry-After", equalTo("1"));
        asPartner("another", "pat").statusCode(200);
        call("kim").statusCode(200);
    }

    private static ValidatableResponse asPartner(String client, String subject) {
        return given().auth()
                .oauth2(TestTokens.issuedTo(client, subject, Roles.CLERK))
                .get("/partners/customers/01a1fd2f-0000-7000-8000-000000000001/overview")
                .then();
    }

    @Test
    void shouldServeTheCallerAgainAfterTheWait() {
        useShare("joe");
        time.pass(Duration.ofSeconds(1));
        call("joe").statusCode(200);
    }

    @Test
    void shouldCountWhatMatchesNoResource() {
        for (int i = 0; i < 3; i++) {
            given().get("/api/nowhere/" + i).then().statusCode(404);
        }
        given().get("/api/nowhere")
                .then()
                .statusCode(429)
                .header("Retry-After", equalTo("1"))
                .contentType("application/problem+json");
        given().delete("/api/orders").then().statusCode(429);
        call("pat").statusCode(200);
    }

    /** A user's name is chosen freely and is not unique, so it must not be the rate-limit key. */
    @Test
    void shouldLeaveOthersOfTheSameNameAlone() {
        useShare("the-one");
        given().auth()
                .oauth2(TestTokens.named("the-one", "another", Roles.CLERK))
                .get("/api/customers/1")
                .then()
                .statusCode(200);
    }

    private static void useShare(String subject) {
        for (int i = 0; i < 3; i++) {
            call(subject).statusCode(200);
        }
    }

    private static ValidatableResponse call(String subject) {
        return given().auth()
                .oauth2(TestTokens.of(subject, Roles.CLERK))
                .get("/api/customers/1")
                .then();
    }
}
