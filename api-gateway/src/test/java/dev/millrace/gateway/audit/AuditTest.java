package dev.millrace.gateway.audit;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import dev.millrace.gateway.GatewayTest;
import dev.millrace.gateway.Samples;
import dev.millrace.gateway.ServicesDouble;
import io.quarkus.test.common.WithTestResource;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.millrace.devstack.identity.DemoUser.ADMIN;
import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static dev.millrace.gateway.Callers.as;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

@GatewayTest
@WithTestResource(ServicesDouble.class)
class AuditTest {
    WireMockServer services;

    @BeforeEach
    void forget() {
        services.resetAll();
    }

    @Test
    void shouldMergeNewestFirstAndGoOnAfterTheLastShown() {
        answers(page("09", "05", "01"), page("08", "07"));
        as(ADMIN)
                .get("/api/audit?limit=3")
                .then()
                .statusCode(200)
                .body("items.id", contains(id("09"), id("08"), id("07")))
                .body("next", is(id("07")));
    }

    @Test
    void shouldAskEachServiceForTheSame() {
        services.stubFor(audit().willReturn(okJson(page())));
        as(ADMIN).get("/api/audit?limit=3&actor=alice").then().statusCode(200);
        services.verify(
                2,
                getRequestedFor(urlPathEqualTo("/audit"))
                        .withQueryParam("actor", equalTo("alice"))
                        .withQueryParam("limit", equalTo("3")));
    }

    @Test
    void shouldEndWhenNoServiceHasMore() {
        answers(page("02"), page());
        as(ADMIN).get("/api/audit").then().body("items.id", contains(id("02"))).body("next", nullValue());
    }

    @Test
    void shouldAnswerNoPartForTheWhole() {
        answers(page("02"), page());
        services.stubFor(audit().withHost(equalTo(ServicesDouble.HOST_OF_CUSTOMER_SERVICE))
                .willReturn(aResponse().withStatus(503)));
        as(ADMIN).get("/api/audit").then().statusCode(503);
    }

    @Test
    void shouldBeForAdminsOnly() {
        as(CLERK).get("/api/audit").then().statusCode(403);
        as(ADMIN).get("/api/audit?limit=0").then().statusCode(400);
    }

    private void answers(String ofOrders, String ofCustomers) {
        services.stubFor(audit().willReturn(okJson(ofOrders)));
        services.stubFor(audit().withHost(equalTo(ServicesDouble.HOST_OF_CUSTOMER_SERVICE))
                .willReturn(okJson(ofCustomers)));
    }

    private static MappingBuilder audit() {
        return get(urlPathEqualTo("/audit"));
    }

    private static String page(String... numbers) {
        return Samples.page(Arrays.stream(numbers)
                .map(number -> "{\"id\": \"%s\"}".formatted(id(number)))
                .collect(Collectors.joining(",")));
    }

    private static String id(String number) {
        return "01a1fd2f-0000-7000-8000-0000000000" + number;
    }
}
