package dev.millrace.devstack.identity;

import java.util.List;
import java.util.Map;
import org.jose4j.lang.JoseException;

/** For tests: tokens of the issuer that {@link IdentityResource} has started. */
public final class TestTokens {
    private TestTokens() {}

    public static String of(DemoUser user) {
        return claims(user).signedWith(key());
    }

    /** A token for somebody whom only this test knows. */
    public static String of(String subject, String... roles) {
        return AccessToken.of(issuer(), subject, subject, List.of(roles)).signedWith(key());
    }

    /** A token of a user whose name ({@code preferred_username}) is another than the subject. */
    public static String named(String username, String subject, String... roles) {
        return AccessToken.of(issuer(), subject, username, List.of(roles)).signedWith(key());
    }

    /** A token in the shape of Keycloak's: several audiences, the roles one level down. */
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
