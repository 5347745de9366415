package dev.millrace.devstack.identity;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AuthorizationCodeTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    // Example of RFC 7636, appendix B.
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private static final String REQUEST =
            "response_type=code&client_id=demo&redirect_uri=http%3A%2F%2F127.0.0.1%3A8080%2F"
                    + "&state=s%261&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256";
    private static final Pattern BACK = Pattern.compile("http://127\\.0\\.0\\.1:8080/\\?code=([^&]+)&state=s%261");

    private static Issuer issuer;

    @BeforeAll
    static void start() throws Exception {
        issuer = Issuer.start(0, SigningKey.generate());
    }

    @AfterAll
    static void stop() {
        issuer.close();
    }

    @Test
    void shouldGiveATokenWhenTheBrowserComesBackWithItsCode() throws Exception {
        assertThat(get("/authorize?" + REQUEST).body()).contains("user=alice").contains("user=admin");
        String code = login("alice");
        HttpResponse<String> token = redeem(code, VERIFIER);
        assertThat(token.statusCode()).isEqualTo(200);
        assertThat(token.body()).contains("access_token");
        assertThat(token.headers().firstValue("Access-Control-Allow-Origin")).contains("http://127.0.0.1:8080");
        assertThat(redeem(code, VERIFIER).body()).as("a code is good once").contains("invalid_grant");
    }

    @Test
    void shouldRefuseTheCodeWhenTheVerifierIsAnothers() throws Exception {
        assertThat(redeem(login("bob"), VERIFIER.replace('d', 'e')).body()).contains("invalid_grant");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "response_type=code|response_type=token",
                "client_id=demo|client_id=other",
                "127.0.0.1|example.org",
                "S256|plain",
                "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM|"
            })
    void shouldNotRedirectWhenTheRequestIsNotOneOfOurs(String change) throws Exception {
        String[] parts = change.split("\\|", 2);
        String request = REQUEST.replace(parts[0], parts[1]);
        assertThat(get("/authorize?" + request).statusCode()).isEqualTo(400);
        assertThat(get("/authorize/login?" + request + "&user=alice").statusCode())
                .isEqualTo(400);
    }

    @Test
    void shouldPermitTheHeaderThatSwaggerUiSends() throws Exception {
        HttpRequest preflight = HttpRequest.newBuilder(URI.create(issuer.url() + "/token"))
                .header("Origin", "http://127.0.0.1:8080")
                .method("OPTIONS", BodyPublishers.noBody())
                .build();
        HttpResponse<String> permission = HTTP.send(preflight, BodyHandlers.ofString());
        assertThat(permission.statusCode()).isEqualTo(204);
        assertThat(permission.headers().firstValue("Access-Control-Allow-Origin"))
                .contains("http://127.0.0.1:8080");
        assertThat(permission.headers().firstValue("Access-Control-Allow-Headers"))
                .contains("X-Requested-With");
    }

    @Test
    void shouldNotBeReadableWhenThePageIsOfAnotherMachine() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(issuer.url() + "/.well-known/openid-configuration"))
                .header("Origin", "http://example.org")
                .build();
        assertThat(HTTP.send(request, BodyHandlers.ofString()).headers().firstValue("Access-Control-Allow-Origin"))
                .isEmpty();
    }

    private static String login(String user) throws Exception {
        HttpResponse<String> answer = get("/authorize/login?" + REQUEST + "&user=" + user);
        Matcher back = BACK.matcher(answer.headers().firstValue("Location").orElseThrow());
        assertThat(back.matches()).isTrue();
        return back.group(1);
    }

    private static HttpResponse<String> redeem(String code, String verifier) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(issuer.url() + "/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Origin", "http://127.0.0.1:8080")
                        .POST(BodyPublishers.ofString("grant_type=authorization_code&client_id=demo&code=" + code
                                + "&redirect_uri=http%3A%2F%2F127.0.0.1%3A8080%2F&code_verifier=" + verifier))
                        .build(),
                BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(URI.create(issuer.url() + path)).build(), BodyHandlers.ofString());
    }
}
