package dev.millrace.gateway.ui;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.millrace.gateway.GatewayTest;
import dev.millrace.gateway.ServicesDouble;
import io.quarkus.test.common.WithTestResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

@GatewayTest
@WithTestResource(ServicesDouble.class)
class ConsoleTest {
    WireMockServer services;

    @BeforeEach
    void noAnswersYet() {
        services.resetAll();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/console/app.js", "/console/session.js", "/console/style.css"})
    void shouldServeThePageToEverybodyWithoutForeignOrInlineScript(String path) {
        given().get(path)
                .then()
                .statusCode(200)
                .header(
                        "Content-Security-Policy",
                        allOf(
                                containsString("default-src 'none'; script-src 'self'; style-src 'self'"),
                                not(containsString("unsafe"))))
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .header("Cache-Control", equalTo("no-cache"))
                .body(not(containsString("onclick=\"")));
    }

    @Test
    void shouldTellTheBrowserWhereToLogIn() {
        given().get("/console/config")
                .then()
                .statusCode(200)
                .body("issuer", startsWith("http://127.0.0.1:"))
                .body("clientId", equalTo("demo"))
                .body("scope", notNullValue());
    }

    @Test
    void shouldLeadTheApisPageToTheIssuer() {
        given().redirects()
                .follow(false)
                .get("/console/openid-configuration")
                .then()
                .statusCode(307)
                .header("Location", matchesPattern("http://127\\.0\\.0\\.1:\\d+/\\.well-known/openid-configuration"));
    }

    @Test
    void shouldServeAServicesOwnComponent() {
        services.stubFor(get("/ui/orders.js")
                .willReturn(ok("customElements").withHeader("Content-Type", "text/javascript;charset=utf-8")));
        given().get("/ui/order-service/orders.js")
                .then()
                .statusCode(200)
                .contentType("text/javascript")
                .body(equalTo("customElements"));
    }

    @Test
    void shouldSayThatThereIsNoComponentWhenTheServiceIsUnknownOrAway() {
        given().get("/ui/other-service/orders.js").then().statusCode(404);
        services.stubFor(get("/ui/orders.js").willReturn(aResponse().withStatus(503)));
        given().get("/ui/order-service/orders.js").then().statusCode(503);
        services.stubFor(get("/ui/orders.js").willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
        given().get("/ui/order-service/orders.js").then().statusCode(503);
        services.stubFor(get("/ui/orders.js").willReturn(ok().withFixedDelay(3_000)));
        given().get("/ui/order-service/orders.js").then().statusCode(504);
    }
}
