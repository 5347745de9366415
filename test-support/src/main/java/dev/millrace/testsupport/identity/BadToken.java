package dev.millrace.testsupport.identity;

import dev.millrace.devstack.identity.AccessToken;
import dev.millrace.devstack.identity.DemoUser;
import dev.millrace.devstack.identity.SigningKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.function.Function;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/**
 * Invalid tokens for tests; every service must reject them. Each differs from a valid clerk's token only as its name
 * says.
 */
public enum BadToken {
    /** Signed with another key under the issuer's key id. */
    FORGED_SIGNATURE(claims -> {
        SigningKey forged = generated();
        forged.key().setKeyId(TestTokens.key().key().getKeyId());
        return claims.signedWith(forged);
    }),
    UNKNOWN_KEY(claims -> claims.signedWith(generated())),
    CHANGED_AFTER_SIGNING(claims -> {
        String[] parts = claims.signedWith(TestTokens.key()).split("\\.");
        return parts[0] + "."
                + base64(claims.with("groups", new String[] {"clerk", "admin"}).payload()) + "." + parts[2];
    }),
    ALG_NONE(claims -> base64("{\"alg\":\"none\"}") + "." + base64(claims.payload()) + "."),
    /** HMAC with the issuer's public key as the secret. */
    HMAC_WITH_THE_PUBLIC_KEY(BadToken::hmacWithThePublicKey),
    WRONG_ISSUER(claims -> claims.with("iss", "http://127.0.0.1:1").signedWith(TestTokens.key())),
    WRONG_AUDIENCE(claims -> claims.with("aud", "another-system").signedWith(TestTokens.key())),
    NO_AUDIENCE(claims -> claims.without("aud").signedWith(TestTokens.key())),
    NO_SUBJECT(claims -> claims.without("sub").signedWith(TestTokens.key())),
    NO_EXPIRY(claims -> claims.without("exp").signedWith(TestTokens.key())),
    EXPIRED(claims -> claims.with("iat", now() - 120).with("exp", now() - 60).signedWith(TestTokens.key())),
    NOT_YET_VALID(claims -> claims.with("nbf", now() + 60).signedWith(TestTokens.key())),
    NO_TOKEN_AT_ALL(claims -> "x");

    private final Function<AccessToken, String> made;

    BadToken(Function<AccessToken, String> made) {
        this.made = made;
    }

    public String token() {
        return made.apply(TestTokens.claims(DemoUser.CLERK));
    }

    private static String hmacWithThePublicKey(AccessToken claims) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.payload());
        signature.setAlgorithmHeaderValue("HS256");
        signature.setKeyIdHeaderValue(TestTokens.key().key().getKeyId());
        signature.setKey(new HmacKey(
                TestTokens.key().key().toJson(OutputControlLevel.PUBLIC_ONLY).getBytes(StandardCharsets.UTF_8)));
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SigningKey generated() {
        try {
            return SigningKey.generate();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static long now() {
        return Instant.now().getEpochSecond();
    }
}
