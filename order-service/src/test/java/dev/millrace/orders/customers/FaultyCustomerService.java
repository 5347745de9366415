package dev.millrace.orders.customers;

import dev.millrace.testsupport.probe.FaultyServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A customer-service that fails on demand; injected into a test's field of the server's type. */
public class FaultyCustomerService implements QuarkusTestResourceLifecycleManager {
    private final FaultyServer server = new FaultyServer();

    @Override
    public Map<String, String> start() {
        return Map.of("quarkus.rest-client.customer-service.url", "http://" + server.address());
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(server, new TestInjector.MatchesType(FaultyServer.class));
    }

    /** Runs after {@link CustomerServiceDouble}, whose URL it overrides. */
    @Override
    public int order() {
        return 1;
    }

    @Override
    public void stop() {
        server.close();
    }
}
