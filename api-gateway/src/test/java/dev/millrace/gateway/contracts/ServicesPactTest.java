package dev.millrace.gateway.contracts;

import au.com.dius.pact.consumer.PactVerificationResult;
import au.com.dius.pact.consumer.dsl.LambdaDslObject;
import au.com.dius.pact.consumer.dsl.PactBuilder;
import au.com.dius.pact.consumer.dsl.PactDslResponse;
import au.com.dius.pact.consumer.dsl.PactDslWithProvider;
import au.com.dius.pact.consumer.model.MockProviderConfig;
import au.com.dius.pact.core.model.PactSpecVersion;
import au.com.dius.pact.core.model.V4Pact;
import com.github.tomakehurst.wiremock.WireMockServer;
import dev.millrace.gateway.GatewayTest;
import dev.millrace.gateway.ServicesDouble;
import dev.millrace.testsupport.contracts.PactFile;
import io.quarkus.test.common.WithTestResource;
import io.restassured.http.ContentType;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static au.com.dius.pact.consumer.ConsumerPactRunnerKt.runConsumerTest;
import static au.com.dius.pact.consumer.dsl.LambdaDsl.newJsonBody;
import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static dev.millrace.gateway.Callers.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

/** What the gateway relies on in each service's resources, as its pacts. The gateway runs; it calls pact's mock server. */
@GatewayTest
@WithTestResource(ServicesDouble.class)
class ServicesPactTest {
    private static final String CUSTOMER = "01a1fd2f-0000-7000-8000-000000000001";
    private static final String NOBODY = "01a1fd2f-0000-7000-8000-000000000404";
    private static final String ORDER = "01a1fd2f-0000-7000-8000-000000000100";
    private static final String OVERVIEW = "/customers/" + CUSTOMER + "/overview";
    private static final String ID = "[0-9a-f-]{36}";
    private static final String AMOUNT = "-?[0-9]+(\\.[0-9]+)?";

    private static final String PLACE_ORDER = """
            {"customerId":"%s","lines":[{"sku":"tea","quantity":2,"unitPrice":{"amount":"12.50","currency":"EUR"}}]}""".formatted(CUSTOMER);

    WireMockServer services;

    /** A service whose pact is not the subject is down: the overview is then partial. */
    @BeforeEach
    void allAreDown() {
        services.resetAll();
        services.stubFor(any(anyUrl()).atPriority(10).willReturn(aResponse().withStatus(503)));
    }

    @Test
    void shouldShowTheCustomerAsItsPactWithCustomerServiceSays() {
        holds(withCustomerService(), () -> {
            as(CLERK)
                    .get("/mobile" + OVERVIEW)
                    .then()
                    .body("name", equalTo("Ada"))
                    .body("available", equalTo("75.00 EUR"));
            as(CLERK).get("/api/customers/" + NOBODY).then().statusCode(404);
        });
    }

    @Test
    void shouldListAndPlaceOrdersAsItsPactWithOrderServiceSays() {
        holds(withOrderService(), () -> {
            as(CLERK)
                    .get("/mobile" + OVERVIEW)
                    .then()
                    .body("orders[0].id", equalTo(ORDER))
                    .body("orders[0].state", equalTo("APPROVED"))
                    .body("orders[0].total", equalTo("25.00 EUR"));
            as(CLERK)
                    .contentType(ContentType.JSON)
                    .body(PLACE_ORDER)
                    .post("/api/orders")
                    .then()
                    .statusCode(201)
                    .header("Location", endsWith("/api/orders/" + ORDER));
        });
    }

    @Test
    void shouldShowTheHistoryAsItsPactWithOrderHistoryServiceSays() {
        holds(
                withOrderHistoryService(),
                () -> as(CLERK).get("/api" + OVERVIEW).then().body("history[0].orderId", equalTo(ORDER)));
    }

    private static V4Pact withCustomerService() {
        return with("customer-service")
                .given("a customer", Map.of("id", CUSTOMER))
                .uponReceiving("the gateway's request for a customer")
                .method("GET")
                .path("/customers/" + CUSTOMER)
                .willRespondWith()
                .status(200)
                .body(newJsonBody(body -> body.stringMatcher("id", ID, CUSTOMER)
                                .stringType("name", "Ada")
                                .object("creditLimit", limit -> limit.stringMatcher("amount", AMOUNT, "100.00"))
                                .object(
                                        "availableCredit",
                                        credit -> credit.stringMatcher("amount", AMOUNT, "75.00")
                                                .stringMatcher("currency", "[A-Z]{3}", "EUR")))
                        .build())
                .uponReceiving("the gateway's request for a customer who does not exist")
                .method("GET")
                .path("/customers/" + NOBODY)
                .willRespondWith()
                .status(404)
                .toPact(V4Pact.class);
    }

    private static V4Pact withOrderService() {
        return listOf(
                        "order-service",
                        "/orders",
                        5,
                        "a customer's newest orders",
                        each -> each.stringMatcher("id", ID, ORDER)
                                .stringMatcher("state", "[A-Z_]+", "APPROVED")
                                .object(
                                        "total",
                                        total -> total.stringMatcher("amount", AMOUNT, "25.00")
                                                .stringMatcher("currency", "[A-Z]{3}", "EUR")))
                .uponReceiving("the gateway's request to place an order")
                .method("POST")
                .path("/orders")
                .headers("Content-Type", "application/json")
                .body(PLACE_ORDER)
                .willRespondWith()
                .status(201)
                .matchHeader("Location", ".*/orders/[0-9a-f-]{36}", "http://order-service/orders/" + ORDER)
                .body(newJsonBody(body -> body.stringMatcher("id", ID, ORDER).stringValue("state", "PENDING"))
                        .build())
                .toPact(V4Pact.class);
    }

    private static V4Pact withOrderHistoryService() {
        return listOf(
                        "order-history-service",
                        "/order-history",
                        10,
                        "what happened last",
                        each -> each.stringMatcher("orderId", ID, ORDER).stringMatcher("state", "[A-Z_]+", "APPROVED"))
                .toPact(V4Pact.class);
    }

    /** The request for one customer's page of a list, and the answer with at least one item. */
    private static PactDslResponse listOf(
            String service, String path, int limit, String subject, Consumer<LambdaDslObject> item) {
        return with(service)
                .given("an order of the customer", Map.of("id", ORDER, "customerId", CUSTOMER))
                .uponReceiving("the gateway's request for " + subject)
                .method("GET")
                .path(path)
                .query("customerId=" + CUSTOMER + "&limit=" + limit)
                .willRespondWith()
                .status(200)
                .body(newJsonBody(body -> body.minArrayLike("items", 1, item)).build());
    }

    private static PactDslWithProvider with(String service) {
        return new PactBuilder("api-gateway", service, PactSpecVersion.V4).usingLegacyDsl();
    }

    /** Runs the calls while pact's mock server answers; a request that the pact does not have fails. */
    private void holds(V4Pact pact, Runnable calls) {
        PactVerificationResult result = runConsumerTest(
                pact, MockProviderConfig.httpConfig("127.0.0.1", 0, PactSpecVersion.V4), (provider, context) -> {
                    pact.getInteractions()
                            .forEach(each -> services.stubFor(any(urlPathEqualTo(each.asSynchronousRequestResponse()
                                            .getRequest()
                                            .getPath()))
                                    .willReturn(aResponse().proxiedFrom(provider.getUrl()))));
                    calls.run();
                    return provider;
                });
        assertThat(result).as(String.valueOf(result)).isInstanceOf(PactVerificationResult.Ok.class);
        PactFile.requireCommitted(pact, "http");
    }
}
