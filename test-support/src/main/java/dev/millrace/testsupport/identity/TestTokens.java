package dev.millrace.testsupport.identity;

import dev.millrace.devstack.identity.AccessToken;
import dev.millrace.devstack.identity.DemoUser;
import dev.millrace.devstack.identity.SigningKey;
import java.util.List;
import java.util.Map;
import org.jose4j.lang.JoseException;

/** Tokens of the issuer that {@link IdentityResource} has started, for tests. */
public final class TestTokens {
    private TestTokens() {}

    public static String of(DemoUser user) {
        return claims(user).signedWith(key());
    }

    /** A token for a subject that is not a demo user. */
    public static String of(String subject, String... roles) {
        return AccessToken.of(issuer(), subject, subject, List.of(roles)).signedWith(key());
    }

    /** A token that was issued to a client application. */
    public static String issuedTo(String client, String subject, String... roles) {
        return AccessToken.of(issuer(), subject, subject, List.of(roles))
                .with("azp", client)
                .signedWith(key());
    }

    /** A token whose {@code preferred_username} differs from its subject. */
    public static String named(String username, String subject, String... roles) {
        return AccessToken.of(issuer(), subject, username, List.of(roles)).signedWith(key());
    }

    /** A token in Keycloak's format: several audiences, and roles in a nested claim. */
    public static String likeKeycloaks(DemoUser user) {
        return claims(user)
                .without("groups")
                .with("aud", List.of("account", AccessToken.AUDIENCE))
                .with("realm_access", Map.of("roles", List.of("offline_access", user.role())))
                .signedWith(key());
    }

    static AccessToken claims(DemoUser user) {
        return AccessToken.of(issuer(), user);
    }

    static SigningKey key() {
        try {
            return SigningKey.parse(System.getProperty(IdentityResource.KEY));
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String issuer() {
        return System.getProperty(IdentityResource.ISSUER);
    }
}
