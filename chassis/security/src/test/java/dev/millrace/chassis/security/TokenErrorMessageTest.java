package dev.millrace.chassis.security;

import io.quarkus.security.AuthenticationFailedException;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class TokenErrorMessageTest {
    @Test
    void shouldNotTellTheTokenWhenItsSignatureIsWrong() throws JoseException {
        String token = tokenFrom("https://issuer.example");
        InvalidJwtException refusal = refusal(
                token,
                new JwtConsumerBuilder()
                        .setVerificationKey(RsaJwkGenerator.generateJwk(2048).getPublicKey()));
        assertThat(reason(refusal)).isEqualTo("invalid signature");
    }

    @Test
    void shouldNotTellTheBearerAndKeepToOneLineWhenAClaimIsWrong() throws JoseException {
        String token = tokenFrom("evil\n15:00:00 ERROR forged line");
        InvalidJwtException refusal = refusal(
                token,
                new JwtConsumerBuilder().setSkipSignatureVerification().setExpectedIssuer("https://issuer.example"));
        assertThat(reason(refusal))
                .startsWith("Issuer (iss) claim value (evil 15:00:00")
                .doesNotContain("alice@example.org", "\n")
                .hasSizeLessThanOrEqualTo(300);
    }

    private static String reason(InvalidJwtException refusal) {
        return TokenErrorMessage.of(new AuthenticationFailedException(refusal));
    }

    private static InvalidJwtException refusal(String token, JwtConsumerBuilder rules) {
        return catchThrowableOfType(
                InvalidJwtException.class, () -> rules.build().processToClaims(token));
    }

    private static String tokenFrom(String issuer) throws JoseException {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(issuer);
        claims.setStringClaim("email", "alice@example.org");
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        signature.setKey(RsaJwkGenerator.generateJwk(2048).getPrivateKey());
        return signature.getCompactSerialization();
    }
}
