package dev.millrace.gateway;

import dev.millrace.devstack.identity.Issuer;
import dev.millrace.devstack.identity.SigningKey;
import dev.millrace.testsupport.checks.Management;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import static dev.millrace.devstack.identity.DemoUser.ALICE;
import static dev.millrace.gateway.Callers.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

/** The gateway starts while the issuer is not reachable. */
@GatewayTest
@WithTestResource(ServicesDouble.class)
@TestProfile(IssuerOutageTest.NobodyListens.class)
class IssuerOutageTest {
    private static final String ISSUER = "quarkus.oidc.auth-server-url";

    @ConfigProperty(name = ISSUER)
    URI issuer;

    public static final class NobodyListens implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return Map.of(ISSUER, "http://127.0.0.1:" + free.getLocalPort());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void shouldNotBeReadyUntilTheIssuerAnswers() throws Exception {
        Management.get("/q/health/live").then().statusCode(200);
        Management.get("/q/health/ready")
                .then()
                .statusCode(503)
                .body("checks.find { it.status == 'DOWN' }.name", equalTo("issuer"));
        as(ALICE)
                .get("/api/orders")
                .then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .contentType("application/problem+json");
        try (Issuer back = Issuer.start(issuer.getPort(), SigningKey.generate())) {
            assertThat(back.url()).isEqualTo(issuer.toString());
            await().until(() -> Management.get("/q/health/ready").statusCode() == 200);
        }
        Management.get("/q/health/live").then().statusCode(200);
        Management.get("/q/health/ready").then().statusCode(200);
    }
}
