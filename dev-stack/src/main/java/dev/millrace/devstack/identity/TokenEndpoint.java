package dev.millrace.devstack.identity;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jose4j.json.JsonUtil;

/** {@code POST /token}: the grants authorization_code (with PKCE), password and client_credentials of RFC 6749. */
record TokenEndpoint(String issuer, SigningKey key, AuthorizationCodeStore codes) {

    IssuerResponse answer(String contentType, String authorization, String body) {
        try {
            if (contentType == null || !contentType.startsWith("application/x-www-form-urlencoded")) {
                throw OAuthError.invalidRequest("The body must be application/x-www-form-urlencoded.");
            }
            Form form = Form.parse(body);
            return json(200, granted(grant(form, Client.of(authorization, form))));
        } catch (OAuthError e) {
            IssuerResponse refusal = json(e.status(), Map.of("error", e.code(), "error_description", e.getMessage()));
            return e.status() == 401 ? refusal.with("WWW-Authenticate", "Basic realm=\"millrace\"") : refusal;
        }
    }

    private DemoUser grant(Form form, Client client) throws OAuthError {
        return switch (form.required("grant_type")) {
            case "authorization_code" -> {
                client.requireKnown();
                yield codes.redeem(
                        form.required("code"), form.required("redirect_uri"), form.required("code_verifier"));
            }
            case "password" -> {
                client.requireKnown();
                yield DemoUser.login(form.required("username"), form.required("password"))
                        .orElseThrow(() -> OAuthError.invalidGrant("The user is unknown or the password is wrong."));
            }
            case "client_credentials" -> {
                client.requireSecret();
                yield DemoUser.SERVICE_ACCOUNT_DEMO;
            }
            default -> throw OAuthError.unsupportedGrantType("Use authorization_code, password or client_credentials.");
        };
    }

    /** Keeps access_token first, because shell scripts extract it by position; the order of {@code Map.of} varies. */
    private Map<String, Object> granted(DemoUser user) {
        Map<String, Object> granted = new LinkedHashMap<>();
        granted.put("access_token", AccessToken.of(issuer, user).signedWith(key));
        granted.put("token_type", "Bearer");
        granted.put("expires_in", AccessToken.LIFETIME.toSeconds());
        return granted;
    }

    private static IssuerResponse json(int status, Map<String, Object> body) {
        return IssuerResponse.json(status, JsonUtil.toJson(body)).with("Cache-Control", "no-store");
    }
}
