package dev.millrace.orders.api;

import dev.millrace.orders.OrderServiceTest;
import io.restassured.http.ContentType;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static dev.millrace.orders.api.OrderRequests.as;
import static dev.millrace.orders.api.OrderRequests.orderOf;
import static dev.millrace.orders.api.OrderRequests.place;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasLength;
import static org.hamcrest.Matchers.notNullValue;

/** Requests that are wrong before anything in their body is: method, path, parameters, headers, size. */
@OrderServiceTest
class BadRequestTest {
    private static final String GOOD = orderOf(UUID.randomUUID(), "1.00");

    @ParameterizedTest
    @ValueSource(strings = {"state=%ff", "after=%c3%28", "limit=%ed%a0%80"})
    void shouldNameTheParameterWhenItIsNoText(String query) {
        as(CLERK)
                .urlEncodingEnabled(false)
                .get("/orders?" + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations.field", hasItem(query.substring(0, query.indexOf('='))));
    }

    @Test
    void shouldNotKnowAMethodThatIsNoneOfHttps() {
        as(CLERK)
                .request("M1", "/orders")
                .then()
                .statusCode(501)
                .contentType("application/problem+json")
                .body("requestId", notNullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "99999999999999999999", "x"})
    void shouldRefuseAnEventIdThatIsNoVersion(String version) {
        String id = place(GOOD).extract().path("id");
        as(CLERK)
                .header("Last-Event-ID", version)
                .get("/orders/" + id + "/events")
                .then()
                .statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=101",
                "limit=x",
                "state=LOST",
                "customerId=x",
                "customerId=1-1-1-1-1",
                "after=x"
            })
    void shouldNameTheParameterWhenAListIsAskedForWrongly(String query) {
        as(CLERK)
                .get("/orders?" + query)
                .then()
                .statusCode(400)
                .body("violations.field", hasItem(query.substring(0, query.indexOf('='))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/orders/x", "/orders/01890000-0000-7000-8000-000000000000", "/orders/..%2fq", "/nowhere"})
    void shouldAnswerNotFoundWhenTheIdIsUnknownOrMalformed(String path) {
        as(CLERK)
                .urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("requestId", notNullValue());
    }

    @Test
    void shouldRefuseUnsupportedMethodsAndMediaTypes() {
        as(CLERK).delete("/orders").then().statusCode(405).contentType("application/problem+json");
        as(CLERK)
                .contentType(ContentType.XML)
                .body("<order/>")
                .post("/orders")
                .then()
                .statusCode(415)
                .contentType("application/problem+json");
        as(CLERK).accept(ContentType.XML).get("/orders").then().statusCode(406).contentType("application/problem+json");
    }

    @Test
    void shouldRefuseTheBodyWhenItIsOverOneMebibyte() {
        place(GOOD.replace("tea", "x".repeat(1024 * 1024)))
                .statusCode(413)
                .contentType("application/problem+json")
                .body("requestId", notNullValue());
    }

    @Test
    void shouldRefuseTheKeyWhenItIsMalformed() {
        as(CLERK)
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", "x".repeat(256))
                .body(GOOD)
                .post("/orders")
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("Idempotency-Key"));
    }

    @Test
    void shouldKeepTheRequestIdWhenItIsSafeAndMakeOneOtherwise() {
        as(CLERK)
                .header("X-Request-Id", "abc-1")
                .get("/orders/x")
                .then()
                .header("X-Request-Id", equalTo("abc-1"))
                .body("requestId", equalTo("abc-1"));
        as(CLERK).header("X-Request-Id", "a b").get("/orders/x").then().header("X-Request-Id", hasLength(36));
    }
}
