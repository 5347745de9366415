package dev.millrace.system;

import io.restassured.http.ContentType;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static dev.millrace.system.Millrace.approved;
import static dev.millrace.system.Millrace.as;
import static dev.millrace.system.Millrace.awaitState;
import static dev.millrace.system.Millrace.cancel;
import static dev.millrace.system.Millrace.customer;
import static dev.millrace.system.Millrace.url;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** The logs of the whole run so far, failures included. */
class LogsE2EIT {
    private static final Pattern TOKEN = Pattern.compile("eyJ[\\w-]{10,}\\.");
    private static final Pattern EMAIL = Pattern.compile("[\\w.+-]+@[\\w-]+\\.(org|com|test)");

    @Test
    void shouldHoldNoTokenSecretOrEMail() {
        UUID order = approved(customer("100.00"), "40.00");
        cancel(order).then().statusCode(202);
        awaitState(order, "CANCELLED");
        given().auth()
                .oauth2(Millrace.token(CLERK) + "x")
                .get(url("/api/orders"))
                .then()
                .statusCode(401);
        as(CLERK)
                .contentType(ContentType.JSON)
                .body("{\"name\": 7, \"email\": \"grace@example.org\"}")
                .post(url("/api/customers"))
                .then()
                .statusCode(400);
        for (String service : new String[] {
            "api-gateway", "order-service", "customer-service", "order-history-service", "outbox-relay"
        }) {
            String log = Millrace.part(service).output();
            assertThat(log).as(service).isNotEmpty().doesNotContainIgnoringCase("password=", "bearer ey");
            assertThat(TOKEN.matcher(log).find())
                    .as("a token in the log of " + service)
                    .isFalse();
            assertThat(EMAIL.matcher(log).find())
                    .as("an e-mail in the log of " + service)
                    .isFalse();
        }
    }
}
