package dev.millrace.customers.api;

import dev.millrace.chassis.access.Roles;
import dev.millrace.customers.CustomerServiceTest;
import dev.millrace.testsupport.identity.TestTokens;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.millrace.customers.api.CustomerRequests.as;
import static dev.millrace.customers.api.CustomerRequests.customerWith;
import static dev.millrace.customers.api.CustomerRequests.register;
import static dev.millrace.customers.api.CustomerRequests.registered;
import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.params.provider.Arguments.arguments;

@CustomerServiceTest
class CustomersResourceTest {
    private static final String GOOD = customerWith("100.00");

    @Test
    void shouldAnswerTheCustomerWithAllCreditAvailableWhenRegistered() {
        Response answer = register(customerWith("100.5"))
                .statusCode(201)
                .body("name", equalTo("Alice"))
                .body("email", equalTo("alice@example.com"))
                .body("creditLimit.amount", equalTo("100.50"))
                .body("creditLimit.currency", equalTo("EUR"))
                .body("availableCredit.amount", equalTo("100.50"))
                .extract()
                .response();
        String id = answer.path("id");
        assertThat(answer.header("Location")).endsWith("/customers/" + id);
        assertThat(as(CLERK).get("/customers/" + id).body().asString()).isEqualTo(answer.asString());
    }

    @Test
    void shouldListNewestFirstInPagesWhenAsked() {
        String older = registered("1").toString();
        String newer = registered("1").toString();
        Response page = as(CLERK).get("/customers?limit=1");
        assertThat(page.<List<String>>path("items.id")).containsExactly(newer);
        assertThat(as(CLERK)
                        .get("/customers?limit=1&after=" + page.path("next"))
                        .<List<String>>path("items.id"))
                .containsExactly(older);
    }

    @Test
    void shouldRegisterOnceWhenTheKeyIsRepeatedAndRefuseItForAnotherBody() {
        String key = UUID.randomUUID().toString();
        String first = withKey(key, GOOD).then().statusCode(201).extract().path("id");
        withKey(key, GOOD).then().statusCode(201).body("id", equalTo(first));
        withKey(key, customerWith("1")).then().statusCode(422).body("violations.field", hasItem("Idempotency-Key"));
    }

    static Stream<Arguments> bodies() {
        return Stream.of(
                arguments("name", GOOD.replace("\"name\": \"Alice\",", "")),
                arguments("name", GOOD.replace("Alice", "  ")),
                arguments("name", GOOD.replace("Alice", "x".repeat(201))),
                arguments("name", GOOD.replace("Alice", "a\\u0000b")),
                arguments("name", GOOD.replace("\"Alice\"", "[]")),
                arguments("email", GOOD.replace("alice@example.com", "alice")),
                arguments("email", GOOD.replace("\"alice@example.com\"", "null")),
                arguments("creditLimit", GOOD.replaceAll("\\{\"amount.*?}", "null")),
                arguments("creditLimit", GOOD.replaceAll("\\{\"amount.*?}", "100")),
                arguments("creditLimit.amount", customerWith("-1")),
                arguments("creditLimit.amount", customerWith("1.234")),
                arguments("creditLimit.amount", customerWith("1000000000000.01")),
                arguments("creditLimit.amount", customerWith("1.5").replace("EUR", "JPY")),
                arguments("name", GOOD.replace("Alice", "\\ud800")),
                arguments("email", GOOD.replace("alice@", "\\udfffalice@")),
                arguments("creditLimit.currency", GOOD.replace("EUR", "euro")),
                arguments("vip", GOOD.replaceFirst("\\{", "{\"vip\": true, ")));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void shouldNameTheFieldWhenTheBodyIsNotAcceptable(String field, String body) {
        register(body).statusCode(400).contentType("application/problem+json").body("violations.field", hasItem(field));
    }

    @Test
    void shouldAnswerNotFoundWhenTheIdIsUnknownOrMalformed() {
        as(CLERK).get("/customers/" + UUID.randomUUID()).then().statusCode(404);
        as(CLERK).get("/customers/x").then().statusCode(404).contentType("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource({"7, JPY, 7", "1.555, KWD, 1.555", "1.5, KWD, 1.500"})
    void shouldShowTheDecimalsOfTheCurrency(String amount, String currency, String shown) {
        String id = register(customerWith(amount).replace("EUR", currency))
                .statusCode(201)
                .body("creditLimit.amount", equalTo(shown))
                .body("availableCredit.amount", equalTo(shown))
                .extract()
                .path("id");
        as(CLERK).get("/customers/" + id).then().body("availableCredit.amount", equalTo(shown));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\u007fb", ""})
    void shouldNameTheClaimWhenTheSubjectCannotBeKept(String subject) {
        given().auth()
                .oauth2(TestTokens.of(subject, Roles.CUSTOMER))
                .get("/customers")
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("sub"));
    }

    private static Response withKey(String key, String body) {
        return as(CLERK)
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(body)
                .post("/customers");
    }
}
