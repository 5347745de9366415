package dev.millrace.gateway;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import io.quarkus.test.common.WithTestResource;
import io.restassured.http.ContentType;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static dev.millrace.gateway.Callers.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

@GatewayTest
@WithTestResource(ServicesDouble.class)
class ApiDocumentTest {
    WireMockServer services;

    @BeforeEach
    void reset() {
        services.resetAll();
        services.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(201)));
        Samples.allServicesAnswer(services);
    }

    @Test
    void shouldDescribeEveryResourceAndNothingElse() throws IOException {
        assertThat(ApiDocument.served().operations()).isEqualTo(operationsInTheCode());
    }

    /** On failure: {@code cp api-gateway/target/openapi/openapi.yaml docs/openapi.yaml}. */
    @Test
    void shouldBeTheDocumentThatIsLinted() throws IOException {
        String committed = Files.readString(Path.of("..", "docs", "openapi.yaml"));
        assertThat(given().get("/q/openapi").asString()).isEqualTo(committed);
    }

    @Test
    void shouldGiveExamplesThatAreAsTheirSchemasSay() throws IOException {
        ApiDocument api = ApiDocument.served();
        assertThat(api.violations("RegisterCustomer", api.requestExample("/api/customers")))
                .isEmpty();
        assertThat(api.violations("PlaceOrder", api.requestExample("/api/orders")))
                .isEmpty();
        assertThat(api.violations("ReviseOrder", api.requestExample("/api/orders/{id}/revise")))
                .isEmpty();
        assertThat(api.violations("SagaList", api.answerExample("/api/orders/{id}/sagas", "get", "200")))
                .isEmpty();
        assertThat(api.violations("Customer", api.answerExample("/api/customers", "post", "201")))
                .isEmpty();
        assertThat(api.violations("Order", api.answerExample("/api/orders/{id}", "get", "200")))
                .isEmpty();
    }

    @Test
    void shouldTakeTheExamplesThatItGives() throws IOException {
        ApiDocument api = ApiDocument.served();
        for (String path : Set.of("/customers", "/orders")) {
            String example = api.requestExample("/api" + path).toString();
            as(CLERK)
                    .contentType(ContentType.JSON)
                    .body(example)
                    .post("/api" + path)
                    .then()
                    .statusCode(201);
            services.verify(postRequestedFor(urlEqualTo(path)).withRequestBody(equalToJson(example)));
        }
    }

    @Test
    void shouldAnswerAsTheSchemasSay() throws IOException {
        ApiDocument api = ApiDocument.served();
        String customer = "/customers/" + Samples.CUSTOMER_ID;
        assertThat(api.violations("Customer", read("/api" + customer))).isEmpty();
        assertThat(api.violations("OrderPage", read("/api/orders"))).isEmpty();
        assertThat(api.violations("Overview", read("/api" + customer + "/overview")))
                .isEmpty();
        assertThat(api.violations("WebOverview", read("/web" + customer + "/overview")))
                .isEmpty();
        assertThat(api.violations("MobileOverview", read("/mobile" + customer + "/overview")))
                .isEmpty();
        assertThat(api.violations("PartnerOverview", read("/partners" + customer + "/overview")))
                .isEmpty();
        assertThat(api.violations("Problem", read("/api/orders/a%20b"))).isEmpty();
        assertThat(api.violations("Customer", "{}")).isNotEmpty();
    }

    @Test
    void shouldShowThePageToTryItOut() {
        as(CLERK).get("/q/swagger-ui/").then().statusCode(200).body(containsString("swagger-ui"));
    }

    private static String read(String path) {
        return as(CLERK).urlEncodingEnabled(false).get(path).asString();
    }

    private static Set<String> operationsInTheCode() {
        Set<String> operations = new TreeSet<>();
        for (JavaClass resource : new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests())
                .importPackages("dev.millrace.gateway")) {
            if (resource.isAnnotatedWith(jakarta.ws.rs.Path.class) && !resource.isInterface()) {
                resource.getMethods().forEach(method -> addOperation(operations, resource, method));
            }
        }
        return operations;
    }

    /** Pages and what belongs to them are hidden: they are no part of the API. */
    private static void addOperation(Set<String> operations, JavaClass resource, JavaMethod method) {
        if (method.tryGetAnnotationOfType(Operation.class)
                .filter(Operation::hidden)
                .isPresent()) {
            return;
        }
        String path = resource.getAnnotationOfType(jakarta.ws.rs.Path.class).value()
                + method.tryGetAnnotationOfType(jakarta.ws.rs.Path.class)
                        .map(jakarta.ws.rs.Path::value)
                        .orElse("");
        String template = path.replaceAll(":[^}]*}", "}");
        if (method.isAnnotatedWith(GET.class)) {
            operations.add("GET " + template);
        } else if (method.isAnnotatedWith(POST.class)) {
            operations.add("POST " + template);
        }
    }
}
