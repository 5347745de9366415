package dev.millrace.gateway;

import dev.millrace.testsupport.identity.BadToken;
import io.quarkus.test.common.WithTestResource;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.junit.jupiter.api.Test;

import static dev.millrace.devstack.identity.DemoUser.ADMIN;
import static dev.millrace.gateway.Callers.as;
import static io.restassured.RestAssured.given;

/** Access to resources without a security annotation, and to those open to everybody. */
@GatewayTest
@WithTestResource(ServicesDouble.class)
class UnannotatedTest {
    @Path("/forgotten")
    public static class ForgottenResource {
        @GET
        @Operation(hidden = true)
        public Uni<String> get() {
            return Uni.createFrom().item("secret");
        }

        @GET
        @Operation(hidden = true)
        @Path("/public")
        @PermitAll
        public Uni<String> everybodys() {
            return Uni.createFrom().item("public");
        }
    }

    @Test
    void shouldRefuseEveryoneWhenNobodySaidWhoMayCall() {
        given().get("/forgotten").then().statusCode(401);
        as(ADMIN).get("/forgotten").then().statusCode(403).contentType("application/problem+json");
    }

    @Test
    void shouldNotLookAtTheTokenWhenEverybodyMayCall() {
        given().get("/forgotten/public").then().statusCode(200);
        given().auth()
                .oauth2(BadToken.EXPIRED.token())
                .get("/forgotten/public")
                .then()
                .statusCode(200);
    }
}
