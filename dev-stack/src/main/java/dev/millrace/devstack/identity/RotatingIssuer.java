package dev.millrace.devstack.identity;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jose4j.lang.JoseException;

/** An issuer of a test's own, which changes its key when told to; a field of this type in the test receives it. */
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

    /** Its only key is another from now on. */
    public void rotate() {
        key = generate();
        issuer.rotate(key);
    }

    public String token(DemoUser user) {
        return AccessToken.of(issuer.url(), user).signedWith(key);
    }

    /** Names a key that the issuer never had. */
    public String forged(DemoUser user) {
        return AccessToken.of(issuer.url(), user).signedWith(generate());
    }

    /** After the issuer that every other test uses. */
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
