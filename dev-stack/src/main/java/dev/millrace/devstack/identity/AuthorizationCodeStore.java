package dev.millrace.devstack.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Issued authorization codes that have not been redeemed. A code is valid for one use within a minute. */
final class AuthorizationCodeStore {
    private static final Duration LIFETIME = Duration.ofMinutes(1);
    private static final int MAX = 1_000;

    private record Grant(DemoUser user, AuthorizationRequest request, Instant expiry) {}

    private final Map<String, Grant> grants = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Grant> eldest) {
            return size() > MAX;
        }
    };

    synchronized String issue(DemoUser user, AuthorizationRequest request) {
        String code = UUID.randomUUID().toString();
        grants.put(code, new Grant(user, request, Instant.now().plus(LIFETIME)));
        return code;
    }

    /** @throws OAuthError if the code is unknown, used or expired, or was issued for another request */
    synchronized DemoUser redeem(String code, String redirectUri, String verifier) throws OAuthError {
        Grant grant = grants.remove(code);
        if (grant == null
                || grant.expiry().isBefore(Instant.now())
                || !grant.request().redirectUri().equals(redirectUri)
                || !grant.request().challenge().equals(challenge(verifier))) {
            throw OAuthError.invalidGrant("The code is unknown, used, expired or belongs to another login.");
        }
        return grant.user();
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
