package dev.millrace.devstack.identity;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class IssuerTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static Issuer issuer;

    @BeforeAll
    static void start() throws Exception {
        issuer = Issuer.start(0, SigningKey.generate());
    }

    @AfterAll
    static void stop() {
        issuer.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = DemoUser.class,
            names = {"ALICE", "BOB", "CLERK", "ADMIN"})
    void shouldGiveATokenThatItsOwnKeysVerifyWhenTheUserLogsIn(DemoUser user) throws Exception {
        HttpResponse<String> answer =
                token("client_id=demo&grant_type=password&username=%1$s&password=%1$s".formatted(user.username()));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        JwtClaims claims = verified(answer);
        assertThat(claims.getSubject()).isEqualTo(user.subject());
        assertThat(claims.getStringListClaimValue("groups")).containsExactly(user.role());
        assertThat(claims.getStringClaimValue("preferred_username")).isEqualTo(user.username());
    }

    @Test
    void shouldLetTheClientActAsAClerkWhenItGivesItsSecret() throws Exception {
        assertThat(verified(token("grant_type=client_credentials&client_id=demo&client_secret=demo"))
                        .getStringListClaimValue("groups"))
                .containsExactly("clerk");
        HttpRequest basic = request("grant_type=client_credentials")
                .header("Authorization", "Basic ZGVtbzpkZW1v")
                .build();
        assertThat(HTTP.send(basic, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "400,invalid_request,client_id=demo",
        "400,invalid_request,client_id=demo&grant_type=password&username=alice",
        "400,invalid_request,client_id=demo&client_id=demo&grant_type=password",
        "400,invalid_request,client_id=%zz",
        "400,unsupported_grant_type,client_id=demo&grant_type=refresh_token",
        "400,invalid_request,client_id=demo&grant_type=authorization_code",
        "400,invalid_grant,client_id=demo&grant_type=authorization_code&code=x&redirect_uri=y&code_verifier=z",
        "400,invalid_grant,client_id=demo&grant_type=password&username=alice&password=bob",
        "400,invalid_grant,client_id=demo&grant_type=password&username=mallory&password=mallory",
        "400,invalid_grant,"
                + "client_id=demo&grant_type=password&username=service-account-demo&password=service-account-demo",
        "401,invalid_client,client_id=shop&grant_type=password&username=alice&password=alice",
        "401,invalid_client,grant_type=password&username=alice&password=alice",
        "401,invalid_client,client_id=demo&client_secret=x&grant_type=password&username=alice&password=alice",
        "401,invalid_client,client_id=demo&grant_type=client_credentials",
        "401,invalid_client,client_id=demo&client_secret=x&grant_type=client_credentials"
    })
    void shouldNameTheErrorWhenTheRequestIsRefused(int status, String error, String body) throws Exception {
        HttpResponse<String> answer = token(body);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(JsonUtil.parseJson(answer.body()))
                .containsEntry("error", error)
                .containsKey("error_description");
        assertThat(answer.headers().firstValue("WWW-Authenticate").isPresent()).isEqualTo(status == 401);
    }

    /** README and ./run contain shell commands that extract the token by position. */
    @Test
    void shouldPutTheTokenFirstWhenAShellCutsItOut() throws Exception {
        assertThat(token("client_id=demo&grant_type=password&username=alice&password=alice")
                        .body())
                .startsWith("{\"access_token\":\"ey");
    }

    @Test
    void shouldListTheUsersOnItsPage() throws Exception {
        assertThat(get("/").body()).contains("alice", "bob", "clerk", "admin", issuer.url() + "/token");
        assertThat(get("/nowhere").statusCode()).isEqualTo(404);
    }

    /** Verifies a token as a service does, with the keys from discovery. The private key must not be published. */
    private static JwtClaims verified(HttpResponse<String> answer) throws Exception {
        Map<String, Object> discovered =
                JsonUtil.parseJson(get("/.well-known/openid-configuration").body());
        assertThat(discovered).containsEntry("issuer", issuer.url());
        String jwks = (String) discovered.get("jwks_uri");
        assertThat(get("/jwks").body()).doesNotContain("\"d\"");
        return new JwtConsumerBuilder()
                .setVerificationKeyResolver(new HttpsJwksVerificationKeyResolver(new HttpsJwks(jwks)))
                .setExpectedIssuer(issuer.url())
                .setExpectedAudience("millrace")
                .setRequireExpirationTime()
                .build()
                .processToClaims((String) JsonUtil.parseJson(answer.body()).get("access_token"));
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(URI.create(issuer.url() + path)).build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> token(String form) throws IOException, InterruptedException {
        return HTTP.send(request(form).build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String form) {
        return HttpRequest.newBuilder(URI.create(issuer.url() + "/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
    }
}
