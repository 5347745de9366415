package dev.millrace.testsupport.identity;

import dev.millrace.devstack.identity.AccessToken;
import dev.millrace.devstack.identity.DemoUser;
import dev.millrace.devstack.identity.Issuer;
import dev.millrace.devstack.identity.SigningKey;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jose4j.lang.JoseException;

/** A separate issuer for one test, whose signing key can be rotated; a test's field of this type is injected. */
public final class RotatingIssuer implements QuarkusTestResourceLifecycleManager {
    private SigningKey key;
    private Issuer issuer;

    @Override
    public Map<String, String> start() {
        try {
            key = generate();
            issuer = Issuer.start(0, key);
            return Map.of("identity.issuer", issuer.url());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces the issuer's only key. */
    public void rotate() {
        key = generate();
        issuer.rotate(key);
    }

    public String token(DemoUser user) {
        return AccessToken.of(issuer.url(), user).signedWith(key);
    }

    /** A token signed with a key that the issuer never published. */
    public String forged(DemoUser user) {
        return AccessToken.of(issuer.url(), user).signedWith(generate());
    }

    /** Runs after {@link IdentityResource}, whose {@code identity.issuer} it overrides. */
    @Override
    public int order() {
        return 1;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(RotatingIssuer.class));
    }

    @Override
    public void stop() {
        issuer.close();
    }

    private static SigningKey generate() {
        try {
            return SigningKey.generate();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
