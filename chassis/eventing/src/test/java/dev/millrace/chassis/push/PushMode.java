package dev.millrace.chassis.push;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Profile with pushed events, which everybody who reaches the port may push. */
public class PushMode implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("messaging.mode", "push", "messaging.push.trust-network", "true", "chassis.attempts", "2");
    }
}
