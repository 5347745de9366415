package dev.millrace.devstack.identity;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Authorization request of the code flow (RFC 6749) with PKCE (RFC 7636), which is required.
 *
 * @param redirectUri where the browser is redirected, on the loopback interface
 * @param state opaque value of the client, returned unchanged; may be null
 * @param challenge base64url SHA-256 of the verifier that is needed to redeem the code
 */
record AuthorizationRequest(String redirectUri, String state, String challenge) {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    /** @throws OAuthError if the request is invalid; the browser must not be redirected then */
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

    /** Redirect URI with code and state. */
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
