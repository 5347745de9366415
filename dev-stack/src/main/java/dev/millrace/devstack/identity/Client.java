package dev.millrace.devstack.identity;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The only client, {@code demo}. Users log in through it without a secret, as from a browser or a shell; for
 * {@code client_credentials} it needs its secret, {@code demo}.
 *
 * @param secret null if the request contains none
 */
record Client(String id, String secret) {
    private static final String DEMO = "demo";
    private static final String BASIC = "Basic ";

    /** From the header {@code Authorization}, or from the form if the header is null. */
    static Client of(String authorization, Form form) throws OAuthError {
        if (authorization == null) {
            return new Client(form.get("client_id"), form.get("client_secret"));
        }
        if (!authorization.startsWith(BASIC)) {
            throw OAuthError.invalidClient("Only Basic authentication is supported.");
        }
        String[] parts = decode(authorization.substring(BASIC.length())).split(":", 2);
        return new Client(Form.decode(parts[0]), parts.length == 2 ? Form.decode(parts[1]) : null);
    }

    void requireKnown() throws OAuthError {
        if (!DEMO.equals(id) || (secret != null && !DEMO.equals(secret))) {
            throw OAuthError.invalidClient("The client is unknown or its secret is wrong.");
        }
    }

    void requireSecret() throws OAuthError {
        requireKnown();
        if (secret == null) {
            throw OAuthError.invalidClient("The client must give its secret.");
        }
    }

    private static String decode(String credentials) throws OAuthError {
        try {
            return new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw OAuthError.invalidClient("The credentials are not in Base64.");
        }
    }
}
