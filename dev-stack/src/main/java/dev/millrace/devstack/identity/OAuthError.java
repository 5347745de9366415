package dev.millrace.devstack.identity;

/** An error response of the token endpoint, with an error code of RFC 6749, section 5.2. */
final class OAuthError extends Exception {
    private final String code;

    private OAuthError(String code, String description) {
        super(description);
        this.code = code;
    }

    static OAuthError invalidRequest(String description) {
        return new OAuthError("invalid_request", description);
    }

    static OAuthError invalidClient(String description) {
        return new OAuthError("invalid_client", description);
    }

    static OAuthError invalidGrant(String description) {
        return new OAuthError("invalid_grant", description);
    }

    static OAuthError unsupportedGrantType(String description) {
        return new OAuthError("unsupported_grant_type", description);
    }

    String code() {
        return code;
    }

    int status() {
        return code.equals("invalid_client") ? 401 : 400;
    }
}
