package dev.millrace.gateway;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.millrace.testsupport.checks.Management;
import dev.millrace.testsupport.identity.RotatingIssuer;
import io.quarkus.test.common.WithTestResource;
import java.time.Duration;
import org.junit.jupiter.api.Test;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@GatewayTest
@WithTestResource(ServicesDouble.class)
@WithTestResource(RotatingIssuer.class)
class KeyRotationTest {
    /** Far below the ten minutes that quarkus-oidc waits by default. */
    private static final Duration SOON = Duration.ofSeconds(20);

    WireMockServer services;
    RotatingIssuer issuer;

    @Test
    void shouldTakeTokensOfANewKeyWhenAStrangerHasNamedUnknownOnes() {
        services.stubFor(any(anyUrl()).willReturn(okJson("{}")));
        String old = issuer.token(CLERK);
        assertThat(status(old)).isEqualTo(200);
        assertThat(status(issuer.forged(CLERK))).isEqualTo(401);

        issuer.rotate();
        await().atMost(SOON).until(() -> {
            assertThat(status(issuer.forged(CLERK))).isIn(401, 429);
            return status(issuer.token(CLERK)) == 200;
        });
        assertThat(status(old)).isEqualTo(401);
    }

    @Test
    void shouldVerifyATokenOnce() {
        services.stubFor(any(anyUrl()).willReturn(okJson("{}")));
        String token = issuer.token(CLERK);
        assertThat(status(token)).isEqualTo(200);
        double verified = Management.metric("identity_tokens_verified_total");
        assertThat(verified).isPositive();
        assertThat(status(token)).isEqualTo(200);
        assertThat(status(issuer.forged(CLERK))).isIn(401, 429);
        assertThat(Management.metric("identity_tokens_verified_total")).isEqualTo(verified);
    }

    private static int status(String token) {
        return given().auth().oauth2(token).get("/api/orders/1").statusCode();
    }
}
