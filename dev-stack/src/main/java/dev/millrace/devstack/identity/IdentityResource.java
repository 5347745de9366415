package dev.millrace.devstack.identity;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jose4j.lang.JoseException;

/**
 * Gives a {@code @QuarkusTest} an issuer whose tokens {@link TestTokens} makes: one for the whole JVM, inside it.
 *
 * <p>Configures {@code identity.issuer}. Needs jose4j, which quarkus-oidc brings, on the class path.
 */
public final class IdentityResource implements QuarkusTestResourceLifecycleManager {
    // Quarkus loads this class more than once; what all of its copies share are properties of the JVM.
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

    /** Does nothing: the next test class uses the issuer too, and it ends with the JVM. */
    @Override
    public void stop() {}
}
