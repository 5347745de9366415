package dev.millrace.devstack.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jose4j.json.JsonUtil;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** Claims of an access token that is not signed yet. */
public record AccessToken(Map<String, Object> claims) {
    public static final Duration LIFETIME = Duration.ofHours(1);
    public static final String AUDIENCE = "millrace";

    public static AccessToken of(String issuer, String subject, String username, List<String> roles) {
        long now = Instant.now().getEpochSecond();
        return new AccessToken(Map.of(
                "iss", issuer,
                "sub", subject,
                "aud", AUDIENCE,
                "groups", roles,
                "preferred_username", username,
                "iat", now,
                "exp", now + LIFETIME.toSeconds(),
                "jti", UUID.randomUUID().toString()));
    }

    public static AccessToken of(String issuer, DemoUser user) {
        AccessToken token = of(issuer, user.subject(), user.username(), List.of(user.role()));
        return user.tenant().map(tenant -> token.with("tenant", tenant)).orElse(token);
    }

    public AccessToken with(String claim, Object value) {
        Map<String, Object> changed = new TreeMap<>(claims);
        changed.put(claim, value);
        return new AccessToken(changed);
    }

    public AccessToken without(String claim) {
        Map<String, Object> changed = new TreeMap<>(claims);
        changed.remove(claim);
        return new AccessToken(changed);
    }

    public String payload() {
        return JsonUtil.toJson(claims);
    }

    public String signedWith(SigningKey key) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(payload());
        signature.setAlgorithmHeaderValue(key.key().getAlgorithm());
        signature.setKeyIdHeaderValue(key.key().getKeyId());
        signature.setHeader("typ", "at+jwt");
        signature.setKey(key.key().getPrivateKey());
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("The token cannot be signed", e);
        }
    }
}
