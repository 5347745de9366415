package dev.millrace.gateway.forwarding;

import dev.millrace.testsupport.probe.FaultyServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One faulty server in place of every service; a test's field of its type is injected. */
public class FaultyServices implements QuarkusTestResourceLifecycleManager {
    private final FaultyServer server = new FaultyServer();

    @Override
    public Map<String, String> start() {
        Map<String, String> configuration = new HashMap<>();
        configuration.put("gateway.cache.time-to-live", "0s");
        for (String service : List.of("order-service", "customer-service", "order-history-service")) {
            configuration.put(service + ".addresses", server.address());
        }
        return configuration;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(server, new TestInjector.MatchesType(FaultyServer.class));
    }

    @Override
    public void stop() {
        server.close();
    }
}
