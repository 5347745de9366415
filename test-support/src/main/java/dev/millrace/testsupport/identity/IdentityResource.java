package dev.millrace.testsupport.identity;

import dev.millrace.devstack.identity.Issuer;
import dev.millrace.devstack.identity.SigningKey;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jose4j.lang.JoseException;

/**
 * Provides a {@code @QuarkusTest} with an issuer, whose tokens {@link TestTokens} creates. One issuer, inside the JVM,
 * is shared by all of its tests.
 *
 * <p>Configures {@code identity.issuer}. Requires jose4j on the class path, a dependency of quarkus-oidc.
 */
public final class IdentityResource implements QuarkusTestResourceLifecycleManager {
    // Quarkus loads this class in several class loaders; system properties are shared by all of them.
    static final String ISSUER = "millrace.test-issuer.url";
    static final String KEY = "millrace.test-issuer.key";

    @Override
    public Map<String, String> start() {
        synchronized (Runtime.getRuntime()) {
            if (System.getProperty(ISSUER) == null) {
                startIssuer();
            }
            return Map.of("identity.issuer", System.getProperty(ISSUER));
        }
    }

    private static void startIssuer() {
        try {
            SigningKey key = SigningKey.generate();
            System.setProperty(KEY, key.toJson());
            System.setProperty(ISSUER, Issuer.start(0, key).url());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Does nothing: later test classes use the same issuer. It ends with the JVM. */
    @Override
    public void stop() {}
}
