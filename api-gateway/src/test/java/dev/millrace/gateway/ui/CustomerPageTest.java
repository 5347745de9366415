package dev.millrace.gateway.ui;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.millrace.gateway.GatewayTest;
import dev.millrace.gateway.Samples;
import dev.millrace.gateway.ServicesDouble;
import io.quarkus.test.common.WithTestResource;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static dev.millrace.gateway.Callers.as;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

/** One server replaces all three services and returns the same fragment for each. */
@GatewayTest
@WithTestResource(ServicesDouble.class)
class CustomerPageTest {
    private static final String PAGE = "/web/customers/" + Samples.CUSTOMER_ID;
    private static final String FRAGMENT = "/fragments/customers/" + Samples.CUSTOMER_ID;

    WireMockServer services;

    @BeforeEach
    void noAnswersYet() {
        services.resetAll();
    }

    @Test
    void shouldComposeThePageOfTheServicesFragments() {
        services.stubFor(get(FRAGMENT)
                .willReturn(ok("<section>Ada</section>").withHeader("Content-Type", "text/html;charset=UTF-8")));
        page().body(containsString("<section>Ada</section>")).body(not(containsString("data-missing")));
    }

    @Test
    void shouldLeaveANoticeWhereAFragmentFailsOrIsNoPage() {
        services.stubFor(get(FRAGMENT).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
        page().body(containsString("data-missing=\"order-service\""));
        services.stubFor(get(FRAGMENT).willReturn(aResponse().withStatus(500)));
        page().body(containsString("data-missing=\"customer-service\""));
        services.stubFor(get(FRAGMENT).willReturn(ok("{}").withHeader("Content-Type", "application/json")));
        page().body(containsString("data-missing=\"order-history-service\""));
    }

    @Test
    void shouldLeaveANoticeWhereAFragmentIsLate() {
        services.stubFor(get(FRAGMENT)
                .willReturn(ok("<section>Ada</section>")
                        .withHeader("Content-Type", "text/html")
                        .withFixedDelay(3_000)));
        page().body(containsString("data-missing=\"order-service\""));
    }

    @Test
    void shouldShowThePageToNobodyWithoutAToken() {
        given().get(PAGE).then().statusCode(401);
    }

    private static ValidatableResponse page() {
        return as(CLERK)
                .accept("text/html")
                .get(PAGE)
                .then()
                .statusCode(200)
                .contentType("text/html")
                .header("Content-Security-Policy", containsString("script-src 'self'"));
    }
}
