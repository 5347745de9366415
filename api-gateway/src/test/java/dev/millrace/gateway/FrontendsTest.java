package dev.millrace.gateway;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.quarkus.test.common.WithTestResource;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static dev.millrace.gateway.Callers.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

@GatewayTest
@WithTestResource(ServicesDouble.class)
class FrontendsTest {
    private static final int MOBILE_BYTES = 2_048;

    WireMockServer services;

    @Inject
    CircuitBreakerMaintenance circuits;

    @BeforeEach
    void reset() {
        services.resetAll();
        circuits.resetAll();
        Samples.allServicesAnswer(services);
    }

    @Test
    void shouldGiveTheMobileAppOneShortAnswerWithoutNulls() {
        String body = as(CLERK)
                .get("/mobile/customers/" + Samples.CUSTOMER_ID + "/overview")
                .then()
                .statusCode(200)
                .body("name", equalTo("Ada"))
                .body("available", equalTo("75.00 EUR"))
                .body("orders", hasSize(5))
                .body("orders[0].total", equalTo("25.00 EUR"))
                .body("keySet()", contains("name", "available", "orders"))
                .extract()
                .asString();
        assertThat(body).doesNotContain("null").hasSizeLessThan(MOBILE_BYTES);
    }

    @Test
    void shouldTellTheMobileAppWhenItsAnswerIsPartial() {
        services.stubFor(Samples.orders(aResponse().withStatus(500)));
        as(CLERK)
                .get("/mobile/customers/" + Samples.CUSTOMER_ID + "/overview")
                .then()
                .statusCode(200)
                .body("keySet()", contains("name", "available", "partial"))
                .body("partial", equalTo(true));
    }

    @Test
    void shouldGiveTheBrowserEverythingWithItsLinks() {
        as(CLERK)
                .get("/web/customers/" + Samples.CUSTOMER_ID + "/overview")
                .then()
                .statusCode(200)
                .body("customer.email", equalTo("ada@example.org"))
                .body("orders[0].order.lines[0].sku", equalTo("tea"))
                .body("orders[0].links.self", equalTo("/api/orders/01a1fd2f-0000-7000-8000-000000000100"))
                .body("states.APPROVED", equalTo(5))
                .body("history", hasSize(1))
                .body("missing", empty())
                .body("links.orders", equalTo("/api/orders?customerId=" + Samples.CUSTOMER_ID));
    }

    @Test
    void shouldGiveAThirdPartyOnlyTheStatesOfTheOrders() {
        String body = as(CLERK)
                .get("/partners/customers/" + Samples.CUSTOMER_ID + "/overview")
                .then()
                .statusCode(200)
                .body("keySet()", contains("orders"))
                .body("orders", hasSize(5))
                .body("orders[0].keySet()", contains("id", "state"))
                .body("orders[0].state", equalTo("APPROVED"))
                .extract()
                .asString();
        assertThat(body).doesNotContain("Ada", "EUR", "tea");
    }

    @Test
    void shouldPassARefusalToEitherFrontend() {
        services.stubFor(Samples.customer(aResponse().withStatus(404)));
        as(CLERK)
                .get("/web/customers/" + Samples.CUSTOMER_ID + "/overview")
                .then()
                .statusCode(404);
        as(CLERK)
                .get("/mobile/customers/" + Samples.CUSTOMER_ID + "/overview")
                .then()
                .statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api", "/web", "/mobile"})
    void shouldSendAnOverviewAgainOnlyWhenItHasChanged(String door) {
        String overview = door + "/customers/" + Samples.CUSTOMER_ID + "/overview";
        String tag = as(CLERK).get(overview).then().statusCode(200).extract().header("ETag");
        assertThat(tag).isNotNull();
        as(CLERK).header("If-None-Match", tag).get(overview).then().statusCode(304);
        services.stubFor(Samples.customer(okJson(Samples.CUSTOMER.replace("75.00", "50.00"))));
        as(CLERK).header("If-None-Match", tag).get(overview).then().statusCode(200);
    }
}
