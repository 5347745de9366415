package dev.millrace.gateway;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

/** Replaces the services by one WireMock server, with caching off; a test's field of the server's type is injected. */
public class ServicesDouble implements QuarkusTestResourceLifecycleManager {
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
        for (String service : List.of("order-service", "customer-service", "order-history-service")) {
            configuration.put(service + ".addresses", "127.0.0.1:" + server.port());
        }
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
