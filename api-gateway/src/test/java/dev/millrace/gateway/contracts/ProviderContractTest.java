package dev.millrace.gateway.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.github.tomakehurst.wiremock.WireMockServer;
import dev.millrace.gateway.GatewayTest;
import dev.millrace.gateway.ServicesDouble;
import io.quarkus.test.common.WithTestResource;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static dev.millrace.gateway.Callers.as;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

/** The gateway's clients against stubs made of the examples in the document that describes the services' resources. */
@GatewayTest
@WithTestResource(ServicesDouble.class)
class ProviderContractTest {
    WireMockServer services;

    private JsonNode document;

    @BeforeEach
    void readTheContract() throws IOException {
        services.resetAll();
        document = new ObjectMapper(new YAMLFactory())
                .readTree(Path.of("..", "docs", "openapi.yaml").toFile());
    }

    @Test
    void shouldComposeAnOverviewOfWhatTheContractPromises() {
        JsonNode customer = example("/api/customers", "post", "201");
        JsonNode order = example("/api/orders/{id}", "get", "200");
        stub(customer.toString(), order.toString());
        as(CLERK)
                .get("/mobile/customers/7/overview")
                .then()
                .statusCode(200)
                .body("name", equalTo(customer.required("name").asText()))
                .body("available", equalTo(money(customer.required("availableCredit"))))
                .body("orders[0].id", equalTo(order.required("id").asText()))
                .body("orders[0].state", equalTo(order.required("state").asText()))
                .body("orders[0].total", equalTo(money(order.required("total"))));
    }

    @Test
    void shouldNoticeWhenAServiceRenamesAField() {
        String customer = example("/api/customers", "post", "201").toString();
        stub(customer.replace("\"name\"", "\"fullName\""), "{}");
        as(CLERK).get("/mobile/customers/7/overview").then().body("name", nullValue());
    }

    private void stub(String customer, String order) {
        services.stubFor(get(urlPathEqualTo("/customers/7")).willReturn(okJson(customer)));
        services.stubFor(get(urlPathEqualTo("/orders")).willReturn(okJson("{\"items\": [" + order + "]}")));
        services.stubFor(get(urlPathEqualTo("/order-history")).willReturn(okJson("{\"items\": []}")));
    }

    private JsonNode example(String path, String method, String status) {
        JsonNode found = document.path("paths")
                .path(path)
                .path(method)
                .path("responses")
                .path(status)
                .at("/content/application~1json/example");
        if (found.isMissingNode()) {
            throw new AssertionError("docs/openapi.yaml has no example of " + method + " " + path);
        }
        return found;
    }

    private static String money(JsonNode money) {
        return money.required("amount").asText() + " "
                + money.required("currency").asText();
    }
}
