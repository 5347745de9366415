package dev.millrace.chassis.security;

import dev.millrace.chassis.security.VerifiedTokens.Generation;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.runtime.OidcJwtCallerPrincipal;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import java.time.Duration;
import java.time.Instant;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class VerifiedTokensTest {
    private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private Instant now = START;
    private final VerifiedTokens tokens = new VerifiedTokens(new Limits(Duration.ofSeconds(60), 3), () -> now);

    private record Limits(Duration timeToLive, int maximumSize) implements IdentityConfig.TokenCache {}

    @Test
    void shouldFindExactlyTheTokenThatWasKept() {
        SecurityIdentity alice = identity("alice", HOUR);
        tokens.current().keep("header.alice.signature", alice);
        assertThat(tokens.current().find("header.alice.signature")).isSameAs(alice);
        assertThat(tokens.current().find("header.alice.signaturf")).isNull();
        assertThat(tokens.current().find("header.admin.signature")).isNull();
    }

    @Test
    void shouldForgetATokenWhenItExpires() {
        tokens.current().keep("t", identity("alice", Duration.ofSeconds(10)));
        now = START.plusMillis(9_999);
        assertThat(tokens.current().find("t")).isNotNull();
        now = START.plusSeconds(10);
        assertThat(tokens.current().find("t")).isNull();
    }

    @Test
    void shouldForgetATokenAfterTheTimeToLiveHoweverOftenItIsUsed() {
        tokens.current().keep("t", identity("alice", HOUR));
        for (int second = 0; second < 60; second++) {
            now = START.plusSeconds(second);
            assertThat(tokens.current().find("t")).isNotNull();
        }
        now = START.plusSeconds(60);
        assertThat(tokens.current().find("t")).isNull();
    }

    @Test
    void shouldForgetAllTokensOfFormerKeysAlsoOfAVerificationThatIsStillRunning() {
        Generation before = tokens.current();
        before.keep("kept", identity("alice", HOUR));
        tokens.forgetAll();
        before.keep("running", identity("bob", HOUR));
        assertThat(tokens.current().find("kept")).isNull();
        assertThat(tokens.current().find("running")).isNull();
    }

    @Test
    void shouldKeepNoMoreTokensThanTheMaximum() {
        for (int i = 0; i < 100; i++) {
            tokens.current().keep("t" + i, identity("alice", HOUR));
        }
        assertThat(tokens.current().size()).isEqualTo(3);
    }

    @Test
    void shouldNotKeepATokenThatIsBoundToAKeyOfTheClient() {
        JwtClaims claims = claims("alice", HOUR);
        claims.setClaim("cnf", "x");
        tokens.current().keep("t", identity(claims));
        assertThat(tokens.current().find("t")).isNull();
    }

    private static SecurityIdentity identity(String subject, Duration lifetime) {
        return identity(claims(subject, lifetime));
    }

    private static JwtClaims claims(String subject, Duration lifetime) {
        JwtClaims claims = new JwtClaims();
        claims.setSubject(subject);
        claims.setExpirationTime(NumericDate.fromSeconds(START.plus(lifetime).getEpochSecond()));
        return claims;
    }

    private static SecurityIdentity identity(JwtClaims claims) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new OidcJwtCallerPrincipal(claims, new AccessTokenCredential("t")))
                .build();
    }
}
