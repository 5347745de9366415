package dev.millrace.gateway;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.millrace.testsupport.identity.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static dev.millrace.devstack.identity.DemoUser.ADMIN;
import static dev.millrace.devstack.identity.DemoUser.ALICE;
import static io.restassured.RestAssured.given;

/** Configured as the decision on security describes for Keycloak. */
@GatewayTest
@WithTestResource(ServicesDouble.class)
@TestProfile(KeycloakTokenTest.RolesOneLevelDown.class)
class KeycloakTokenTest {
    public static final class RolesOneLevelDown implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("identity.roles-claim", "realm_access/roles");
        }
    }

    WireMockServer services;

    @Test
    void shouldFindTheRolesWhereTheConfigurationSays() {
        services.stubFor(any(anyUrl()).willReturn(ok()));
        order(TestTokens.likeKeycloaks(ALICE), 200);
        order(TestTokens.likeKeycloaks(ADMIN), 403);
        order(TestTokens.of(ALICE), 403);
    }

    private static void order(String token, int status) {
        given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body("{}")
                .post("/api/orders")
                .then()
                .statusCode(status);
    }
}
