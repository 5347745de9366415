package dev.millrace.orders.api;

import dev.millrace.orders.OrderServiceTest;
import java.util.Collections;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static dev.millrace.orders.api.OrderRequests.as;
import static dev.millrace.orders.api.OrderRequests.orderOf;
import static dev.millrace.orders.api.OrderRequests.place;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Bodies of orders: what is refused, and what is kept as it is. */
@OrderServiceTest
class BadInputTest {
    private static final UUID CUSTOMER = UUID.randomUUID();
    private static final String GOOD = orderOf(CUSTOMER, "1.00");
    private static final String LINE =
            "{\"sku\": \"tea\", \"quantity\": 1, \"unitPrice\": {\"amount\": \"1\", \"currency\": \"EUR\"}}";

    static Stream<Arguments> bodies() {
        return Stream.of(
                arguments(400, "body", ""),
                arguments(400, "body", "null"),
                arguments(400, "body", "[]"),
                arguments(400, "body", "{\"customerId\": "),
                arguments(400, "body", GOOD + "}"),
                arguments(400, "colour", GOOD.replaceFirst("\\{", "{\"colour\": 1, ")),
                arguments(400, "body", GOOD.replaceFirst("\\{", "{\"customerId\": \"" + CUSTOMER + "\", ")),
                arguments(400, "customerId", GOOD.replace(CUSTOMER.toString(), "alice")),
                arguments(400, "customerId", GOOD.replace("\"" + CUSTOMER + "\"", "null")),
                arguments(400, "lines", "{\"customerId\": \"" + CUSTOMER + "\"}"),
                arguments(400, "lines", withLines("")),
                arguments(400, "lines", withLines(String.join(",", Collections.nCopies(1001, LINE)))),
                arguments(400, "lines[0]", withLines("null")),
                arguments(400, "lines[0].sku", GOOD.replace("\"tea\"", "\" \"")),
                arguments(400, "lines[0].sku", GOOD.replace("\"tea\"", "\"a\\u0000b\"")),
                arguments(400, "lines[0].sku", GOOD.replace("tea", "x".repeat(65))),
                arguments(400, "lines[0].sku", GOOD.replace("\"tea\"", "12")),
                arguments(400, "lines[0].quantity", GOOD.replace(": 2", ": 0")),
                arguments(400, "lines[0].quantity", GOOD.replace(": 2", ": -1")),
                arguments(400, "lines[0].quantity", GOOD.replace(": 2", ": 1.5")),
                arguments(400, "lines[0].quantity", GOOD.replace(": 2", ": \"2\"")),
                arguments(400, "lines[0].quantity", GOOD.replace(": 2", ": 99999999999")),
                arguments(400, "lines[0].unitPrice", GOOD.replaceAll("\\{\"amount.*?}", "\"1 EUR\"")),
                arguments(400, "lines[0].unitPrice.amount", orderOf(CUSTOMER, "1.001")),
                arguments(400, "lines[0].unitPrice.amount", orderOf(CUSTOMER, "1.55", "JPY")),
                arguments(400, "lines[0].unitPrice.amount", orderOf(CUSTOMER, "1.5555", "KWD")),
                arguments(400, "lines[0].sku", GOOD.replace("tea", "A\\ud800")),
                arguments(400, "lines[0].sku", GOOD.replace("tea", "\\udc00\\ud800")),
                arguments(400, "lines[0].unitPrice.amount", orderOf(CUSTOMER, "\\ud800")),
                arguments(400, "customerId", GOOD.replace(CUSTOMER.toString(), "1-1-1-1-1")),
                arguments(400, "lines[0].unitPrice.amount", orderOf(CUSTOMER, "-1")),
                arguments(400, "lines[0].unitPrice.amount", orderOf(CUSTOMER, "1e3")),
                arguments(400, "lines[0].unitPrice.amount", orderOf(CUSTOMER, "")),
                arguments(400, "lines[0].unitPrice.amount", GOOD.replace("\"1.00\"", "1.00")),
                arguments(400, "lines[0].unitPrice.currency", orderOf(CUSTOMER, "1", "ABC")),
                arguments(422, "lines[1].unitPrice.currency", withLines(LINE + "," + LINE.replace("EUR", "USD"))),
                arguments(422, "lines", orderOf(CUSTOMER, "500000000000.01")));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void shouldNameTheFieldWhenTheBodyIsNotAcceptable(int status, String field, String body) {
        place(body)
                .statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status))
                .body("title", notNullValue())
                .body("detail", notNullValue())
                .body("instance", equalTo("/orders"))
                .body("requestId", notNullValue())
                .body("violations.field", hasItem(field));
    }

    @Test
    void shouldNameEveryFieldWhenSeveralAreWrong() {
        place("{\"lines\": [{\"sku\": \"\", \"quantity\": 0}]}")
                .statusCode(400)
                .body("violations.field", hasItem("customerId"))
                .body("violations.field", hasItem("lines[0].sku"))
                .body("violations.field", hasItem("lines[0].quantity"))
                .body("violations.field", hasItem("lines[0].unitPrice"));
    }

    @Test
    void shouldStopReadingAtTheListsLimit() {
        String wrong = "{\"sku\": \"\", \"quantity\": 0, \"unitPrice\": {\"amount\": \"x\", \"currency\": \"x\"}}";
        place(withLines(String.join(",", Collections.nCopies(1001, wrong)) + ", no JSON"))
                .statusCode(400)
                .body("violations.field", contains("lines"))
                .body("violations.message", contains("must have at most 1000 items"));
    }

    @Test
    void shouldListTwentyViolationsWhenThereAreThousands() {
        String wrong = "{\"sku\": \"\", \"quantity\": 0, \"unitPrice\": {\"amount\": \"x\", \"currency\": \"x\"}}";
        place(withLines(String.join(",", Collections.nCopies(1000, wrong))))
                .statusCode(400)
                .body("violations", hasSize(20))
                .body("detail", equalTo("4000 values are not acceptable; the first 20 are listed."));
    }

    @Test
    void shouldTellNoMoreOfAFieldsNameThanIsNeeded() {
        String body = place(GOOD.replaceFirst("\\{", "{\"" + "x".repeat(40_000) + "\": 1, "))
                .statusCode(400)
                .extract()
                .asString();
        assertThat(body).hasSizeLessThan(1_000);
    }

    @ParameterizedTest
    @CsvSource({"7, JPY, 7", "7.5, EUR, 7.50", "1.555, KWD, 1.555", "1.5, KWD, 1.500", "1.2345, CLF, 1.2345"})
    void shouldShowTheDecimalsOfTheCurrency(String amount, String currency, String shown) {
        String id = place(orderOf(UUID.randomUUID(), amount, currency))
                .statusCode(201)
                .body("lines[0].unitPrice.amount", equalTo(shown))
                .extract()
                .path("id");
        as(CLERK).get("/orders/" + id).then().body("lines[0].unitPrice.amount", equalTo(shown));
    }

    @Test
    void shouldKeepTextBeyondTheBasicPlaneAsItIs() {
        String cups = "\uD83C\uDF75".repeat(64);
        String id = place(GOOD.replace("tea", cups))
                .statusCode(201)
                .body("lines[0].sku", equalTo(cups))
                .extract()
                .path("id");
        as(CLERK).get("/orders/" + id).then().body("lines[0].sku", equalTo(cups));
    }

    private static String withLines(String lines) {
        return "{\"customerId\": \"" + CUSTOMER + "\", \"lines\": [" + lines + "]}";
    }
}
