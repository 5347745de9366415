package dev.millrace.history.api;

import dev.millrace.devstack.identity.DemoUser;
import dev.millrace.history.OrderHistoryServiceTest;
import dev.millrace.testsupport.checks.RefusedTokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.millrace.devstack.identity.DemoUser.ADMIN;
import static dev.millrace.history.Callers.as;
import static io.restassured.RestAssured.given;

@OrderHistoryServiceTest
class RefusedTokensTest extends RefusedTokens {
    private static final String TIMELINE = "/orders/01a1fd2f-0000-7000-8000-000000000000/history";

    RefusedTokensTest() {
        super("/order-history");
    }

    @ParameterizedTest
    @CsvSource({
        "GET," + TIMELINE,
        "GET," + TIMELINE + "?min-version=0",
        "GET,/order-history",
        "GET,/admin/rebuild",
        "POST,/admin/rebuild"
    })
    void shouldAnswer401WhenThereIsNoTokenForAny(String method, String path) {
        given().request(method, path)
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", "Bearer");
    }

    @ParameterizedTest
    @EnumSource(value = DemoUser.class, mode = Mode.EXCLUDE, names = "ADMIN")
    void shouldAnswer403WhenSomebodyButAnAdminRebuilds(DemoUser user) {
        as(user).post("/admin/rebuild").then().statusCode(403).contentType("application/problem+json");
        as(user).get("/admin/rebuild").then().statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {TIMELINE, "/order-history"})
    void shouldAnswer403WhenTheRoleMayNotRead(String path) {
        as("somebody", "guest").get(path).then().statusCode(403).contentType("application/problem+json");
    }

    @Test
    void shouldTellAnAdminHowTheRebuildStands() {
        as(ADMIN).get("/admin/rebuild").then().statusCode(200);
    }
}
