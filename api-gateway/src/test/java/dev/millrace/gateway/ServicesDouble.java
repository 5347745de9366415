package dev.millrace.gateway;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

/**
 * Replaces the services and their management ports by one WireMock server, with caching off; a test's field of the
 * server's type is injected. Requests to customer-service have another {@code Host} than those to the others, so that a
 * test can let it alone fail. The relay's management port is closed.
 */
public class ServicesDouble implements QuarkusTestResourceLifecycleManager {
    public static final String HOST_OF_CUSTOMER_SERVICE = "localhost";

    private final WireMockServer server =
            new WireMockServer(options().bindAddress("127.0.0.1").dynamicPort());

    private final Map<String, String> configuration = new HashMap<>();

    /** The arguments are configuration of the gateway. */
    @Override
    public void init(Map<String, String> arguments) {
        configuration.put("gateway.cache.time-to-live", "0s");
        configuration.putAll(arguments);
    }

    @Override
    public Map<String, String> start() {
        server.start();
        for (String service : List.of("order-service", "order-history-service")) {
            configuration.put(service + ".addresses", "127.0.0.1:" + server.port());
        }
        configuration.put("customer-service.addresses", HOST_OF_CUSTOMER_SERVICE + ":" + server.port());
        configuration.put(
                "gateway.operations.instances",
                "order-service=127.0.0.1:%1$d,customer-service=%2$s:%1$d,outbox-relay=127.0.0.1:1"
                        .formatted(server.port(), HOST_OF_CUSTOMER_SERVICE));
        return configuration;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(server, new TestInjector.MatchesType(WireMockServer.class));
    }

    @Override
    public void stop() {
        server.stop();
    }
}
