package dev.millrace.gateway;

import dev.millrace.testsupport.checks.Management;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static dev.millrace.devstack.identity.DemoUser.ALICE;
import static dev.millrace.gateway.Callers.as;
import static org.hamcrest.Matchers.notNullValue;

/** The gateway starts while the issuer is not reachable. */
@GatewayTest
@WithTestResource(ServicesDouble.class)
@TestProfile(IssuerAwayTest.NobodyListens.class)
class IssuerAwayTest {
    public static final class NobodyListens implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.oidc.auth-server-url", "http://127.0.0.1:1");
        }
    }

    @Test
    void shouldStartAndNotBeReadyWhenTheIssuerIsAway() {
        Management.get("/q/health/live").then().statusCode(200);
        Management.get("/q/health/ready").then().statusCode(503);
    }

    @Test
    void shouldAnswer503WithRetryAfterWhenNoTokenCanBeChecked() {
        as(ALICE)
                .get("/api/orders")
                .then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .contentType("application/problem+json");
    }
}
