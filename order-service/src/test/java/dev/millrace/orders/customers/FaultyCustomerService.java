package dev.millrace.orders.customers;

import dev.millrace.devstack.probe.FaultyServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** customer-service as a server that fails when told to; a field of the server's type in a test receives it. */
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

    /** After the double that every other test uses. */
    @Override
    public int order() {
        return 1;
    }

    @Override
    public void stop() {
        server.close();
    }
}
