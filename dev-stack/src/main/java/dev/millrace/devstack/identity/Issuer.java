package dev.millrace.devstack.identity;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jose4j.json.JsonUtil;

import static java.util.Map.of;

/** An OpenID provider for development, on the loopback interface. It issues tokens for {@link DemoUser}s. */
public final class Issuer implements AutoCloseable {
    private static final int MAX_BODY = 16 * 1024;
    private static final Pattern LOOPBACK_ORIGIN =
            Pattern.compile("http://(127\\.0\\.0\\.1|localhost|\\[::1])(:\\d+)?");

    private final HttpServer server;
    private final AuthorizationCodeStore codes = new AuthorizationCodeStore();
    private volatile SigningKey key;
    private final String url;

    private Issuer(HttpServer server, SigningKey key) {
        this.server = server;
        this.key = key;
        this.url = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** @param port 0 for any free port */
    public static Issuer start(int port, SigningKey key) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        Issuer issuer = new Issuer(server, key);
        server.createContext("/", issuer::handle);
        server.start();
        return issuer;
    }

    /** The claim {@code iss} of its tokens. */
    public String url() {
        return url;
    }

    /** Replaces the signing key. The previous key leaves the JWKS, so older tokens become invalid. */
    public void rotate(SigningKey next) {
        key = next;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            withCors(exchange, answer(exchange)).send(exchange);
        }
    }

    private IssuerResponse answer(HttpExchange request) throws IOException {
        String route =
                request.getRequestMethod() + " " + request.getRequestURI().getPath();
        return switch (route) {
            case "GET /.well-known/openid-configuration" -> IssuerResponse.json(200, discovery());
            case "GET /jwks" -> IssuerResponse.json(200, key.toJwks());
            case "POST /token" -> token(request);
            // Swagger UI sends a header that browsers ask for permission first.
            case "OPTIONS /token" -> IssuerResponse.empty(204).with("Access-Control-Allow-Headers", "X-Requested-With");
            case "GET /authorize" -> new AuthorizationEndpoint(codes).choose(query(request));
            case "GET /authorize/login" -> new AuthorizationEndpoint(codes).login(query(request));
            case "GET /" -> IssuerResponse.html(UsersPage.at(url));
            default -> IssuerResponse.empty(404);
        };
    }

    private static String query(HttpExchange request) {
        String query = request.getRequestURI().getRawQuery();
        return query == null ? "" : query;
    }

    /** CORS: only pages from loopback origins, such as the console, may read the responses. */
    private static IssuerResponse withCors(HttpExchange request, IssuerResponse answer) {
        String origin = request.getRequestHeaders().getFirst("Origin");
        return origin != null && LOOPBACK_ORIGIN.matcher(origin).matches()
                ? answer.with("Access-Control-Allow-Origin", origin).with("Vary", "Origin")
                : answer;
    }

    private IssuerResponse token(HttpExchange request) throws IOException {
        byte[] body = request.getRequestBody().readNBytes(MAX_BODY + 1);
        return body.length > MAX_BODY
                ? IssuerResponse.empty(413)
                : new TokenEndpoint(url, key, codes)
                        .answer(
                                request.getRequestHeaders().getFirst("Content-Type"),
                                request.getRequestHeaders().getFirst("Authorization"),
                                new String(body, StandardCharsets.UTF_8));
    }

    private String discovery() {
        return JsonUtil.toJson(of(
                "issuer", url,
                "jwks_uri", url + "/jwks",
                "authorization_endpoint", url + "/authorize",
                "token_endpoint", url + "/token",
                "grant_types_supported", new String[] {"authorization_code", "password", "client_credentials"},
                "code_challenge_methods_supported", new String[] {"S256"},
                "token_endpoint_auth_methods_supported",
                        new String[] {"client_secret_basic", "client_secret_post", "none"},
                "response_types_supported", new String[] {"code"},
                "subject_types_supported", new String[] {"public"},
                "id_token_signing_alg_values_supported", new String[] {key.key().getAlgorithm()}));
    }
}
