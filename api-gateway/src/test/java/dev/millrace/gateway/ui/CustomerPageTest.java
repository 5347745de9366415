package dev.millrace.gateway.ui;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.millrace.gateway.GatewayTest;
import dev.millrace.gateway.Samples;
import dev.millrace.gateway.ServicesDouble;
import io.quarkus.test.common.WithTestResource;
import io.restassured.response.ValidatableResponse;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static dev.millrace.gateway.Callers.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

/** One server replaces all three services and returns the same fragment for each. */
@GatewayTest
@WithTestResource(ServicesDouble.class)
class CustomerPageTest {
    private static final String PAGE = "/web/customers/" + Samples.CUSTOMER_ID;
    private static final String FRAGMENT = "/fragments/customers/" + Samples.CUSTOMER_ID;

    private static final ResponseDefinitionBuilder FRAGMENT_OF_EACH =
            ok("<section>Ada</section>").withHeader("Content-Type", "text/html;charset=UTF-8");

    WireMockServer services;

    @BeforeEach
    void noAnswersYet() {
        services.resetAll();
    }

    @Test
    void shouldComposeThePageOfTheServicesFragments() {
        services.stubFor(get(FRAGMENT).willReturn(FRAGMENT_OF_EACH));
        page().body(containsString("<section>Ada</section>")).body(not(containsString("data-missing")));
    }

    @ParameterizedTest
    @MethodSource("answersThatAreNoFragment")
    void shouldLeaveANoticeInPlaceOfTheFragmentThatCannotBeHad(ResponseDefinitionBuilder answer) {
        services.stubFor(get(FRAGMENT).willReturn(FRAGMENT_OF_EACH));
        services.stubFor(get(FRAGMENT)
                .withHost(equalTo(ServicesDouble.HOST_OF_CUSTOMER_SERVICE))
                .willReturn(answer));
        String html = page().body(containsString("data-missing=\"customer-service\""))
                .extract()
                .asString();
        assertThat(html).containsOnlyOnce("data-missing");
        assertThat(html.split("<section>Ada</section>", -1))
                .as("fragments of the others")
                .hasSize(3);
    }

    static Stream<ResponseDefinitionBuilder> answersThatAreNoFragment() {
        return Stream.of(
                aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER),
                aResponse().withStatus(500),
                aResponse().withStatus(404),
                ok("{}").withHeader("Content-Type", "application/json"),
                ok("<section>late</section>")
                        .withHeader("Content-Type", "text/html")
                        .withFixedDelay(3_000));
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
