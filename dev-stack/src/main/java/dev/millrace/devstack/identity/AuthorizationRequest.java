package dev.millrace.devstack.identity;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * A browser's request for a login: the authorization code flow of RFC 6749 with PKCE (RFC 7636), which is required.
 *
 * @param redirectUri where the browser is sent back to, on the loopback interface
 * @param state of the client, given back as it is; may be null
 * @param challenge SHA-256 of the verifier that the code's redeemer must show, base64url
 */
record AuthorizationRequest(String redirectUri, String state, String challenge) {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    /** @throws OAuthError when the request is not one that may be answered by a redirect */
    static AuthorizationRequest of(Form form) throws OAuthError {
        new Client(form.get("client_id"), null).requireKnown();
        String redirectUri = form.required("redirect_uri");
        if (!isLoopback(redirectUri)) {
            throw OAuthError.invalidRequest("The redirect_uri must be on the loopback interface.");
        }
        if (!"code".equals(form.get("response_type")) || !"S256".equals(form.get("code_challenge_method"))) {
            throw OAuthError.invalidRequest("The response_type must be code, the code_challenge_method S256.");
        }
        return new AuthorizationRequest(redirectUri, form.get("state"), form.required("code_challenge"));
    }

    /** Where the browser goes with a code. */
    String redirectWith(String code) {
        return redirectUri + (redirectUri.contains("?") ? "&" : "?") + "code=" + encode(code)
                + (state == null ? "" : "&state=" + encode(state));
    }

    private static boolean isLoopback(String uri) {
        try {
            return LOOPBACK.contains(String.valueOf(URI.create(uri).getHost()));
        } catch (IllegalArgumentException notAUri) {
            return false;
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
