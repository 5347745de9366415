package dev.millrace.system;

import dev.millrace.devstack.identity.DemoUser;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import static io.restassured.RestAssured.given;

/** Access tokens of the demo users, each renewed long before it expires. */
final class AccessTokens {
    private static final Duration RENEWED_AFTER = Duration.ofMinutes(30);

    private final String issuer;
    private final Map<DemoUser, Token> tokens = new ConcurrentHashMap<>();

    private record Token(String text, Instant issuedAt) {
        boolean isOld() {
            return issuedAt.plus(RENEWED_AFTER).isBefore(Instant.now());
        }
    }

    AccessTokens(String issuer) {
        this.issuer = issuer;
    }

    String of(DemoUser user) {
        return tokens.compute(user, (each, token) -> token == null || token.isOld() ? login(each) : token)
                .text();
    }

    private Token login(DemoUser user) {
        String token = given().formParam("client_id", "demo")
                .formParam("grant_type", "password")
                .formParam("username", user.username())
                .formParam("password", user.username())
                .post(issuer + "/token")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
        return new Token(token, Instant.now());
    }
}
