package dev.millrace.gateway.operations;

import dev.millrace.devstack.identity.DemoUser;
import dev.millrace.gateway.GatewayTest;
import dev.millrace.testsupport.checks.Management;
import dev.millrace.testsupport.identity.BadToken;
import dev.millrace.testsupport.identity.TestTokens;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

import static dev.millrace.devstack.identity.DemoUser.ADMIN;
import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

/** What the chassis serves on the management port of every service. */
@GatewayTest
class OperationsTest {
    private static final Logger LOG = Logger.getLogger(OperationsTest.class);

    @Test
    void shouldTrackAnUnexpectedExceptionUntilItIsResolvedAndWhenItComesBack() {
        fail("the mail of ada@example.org");
        fail("another message");
        String fingerprint = Management.get("/errors")
                .then()
                .statusCode(200)
                .extract()
                .path("items.find { it.message == 'another message' }.fingerprint");
        error(fingerprint)
                .body("state", equalTo("OPEN"))
                .body("count", equalTo(2))
                .body("type", equalTo("java.lang.UnsupportedOperationException"))
                .body("frames", hasItems(OperationsTest.class.getName() + ".fail"))
                .body("service", equalTo("api-gateway"));
        resolve(fingerprint, ADMIN).then().statusCode(200).body("state", equalTo("RESOLVED"));
        fail("again");
        error(fingerprint).body("state", equalTo("REGRESSED")).body("count", equalTo(3));
    }

    @Test
    void shouldTrackNoExpectedFailure() {
        List<String> before = types();
        given().get("/api/orders").then().statusCode(401);
        given().auth().oauth2(TestTokens.of(CLERK)).get("/api/nothing").then().statusCode(404);
        LOG.warn("a dependency is away", new IllegalStateException());
        assertThat(types()).isEqualTo(before);
    }

    @Test
    void shouldRefuseAChangeWithoutAnAdminsToken() {
        manage(given()).post(url("/errors/x/resolve")).then().statusCode(401);
        manage(given().auth().oauth2(BadToken.values()[0].token()))
                .post(url("/errors/x/resolve"))
                .then()
                .statusCode(401);
        resolve("x", CLERK).then().statusCode(403).body("detail", containsString("admin"));
        resolve("x", ADMIN).then().statusCode(404);
    }

    @Test
    void shouldChangeALogLevelAndSetItBack() {
        Logger log = Logger.getLogger("dev.millrace.some");
        assertThat(log.isDebugEnabled()).isFalse();
        level("?level=debug").statusCode(200).body("items.category", hasItems("ROOT", "dev.millrace.some"));
        assertThat(log.isDebugEnabled()).isTrue();
        manage(as(ADMIN)).delete(url("/log-levels/dev.millrace.some")).then().statusCode(200);
        assertThat(log.isDebugEnabled()).isFalse();
        level("?level=loud").statusCode(400).body("detail", containsString("'loud' is not a level"));
    }

    @Test
    void shouldTellWhichBuildRuns() {
        await().untilAsserted(() -> Management.get("/q/metrics")
                .then()
                .body(containsString("build_info{"))
                .body(containsString("health_ready"))
                .body(containsString("http_server_requests_seconds_bucket"))
                .body(containsString("service=\"api-gateway\"")));
    }

    private static ValidatableResponse level(String query) {
        return manage(as(ADMIN))
                .put(url("/log-levels/dev.millrace.some") + query)
                .then();
    }

    private static void fail(String message) {
        LOG.error("failed", new UnsupportedOperationException(message));
    }

    private static ValidatableResponse error(String fingerprint) {
        return Management.get("/errors/" + fingerprint).then().statusCode(200);
    }

    private static List<String> types() {
        return Management.get("/errors").path("items.fingerprint");
    }

    private static Response resolve(String fingerprint, DemoUser user) {
        return manage(as(user)).post(url("/errors/" + fingerprint + "/resolve"));
    }

    private static RequestSpecification as(DemoUser user) {
        return given().auth().oauth2(TestTokens.of(user));
    }

    private static RequestSpecification manage(RequestSpecification request) {
        return request.urlEncodingEnabled(false);
    }

    private static String url(String path) {
        String root = ConfigProvider.getConfig().getValue("test.management.url", String.class);
        return root.replaceFirst("/q$", path);
    }
}
