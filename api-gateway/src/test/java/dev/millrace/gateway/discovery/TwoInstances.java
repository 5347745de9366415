package dev.millrace.gateway.discovery;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

/** Two instances of order-service; a test's field of this type is injected. */
public class TwoInstances implements QuarkusTestResourceLifecycleManager {
    private final WireMockServer first = new WireMockServer(local().dynamicPort());
    private WireMockServer second = new WireMockServer(local().dynamicPort());
    private final Map<String, String> configuration = new HashMap<>();
    private int secondPort;

    /** The arguments are configuration of the gateway. */
    @Override
    public void init(Map<String, String> arguments) {
        configuration.put("discovery.ejection-time", "1s");
        configuration.put("gateway.cache.time-to-live", "0s");
        configuration.putAll(arguments);
    }

    @Override
    public Map<String, String> start() {
        first.start();
        second.start();
        secondPort = second.port();
        configuration.put("order-service.addresses", "127.0.0.1:%d,127.0.0.1:%d".formatted(first.port(), secondPort));
        return configuration;
    }

    WireMockServer first() {
        return first;
    }

    WireMockServer second() {
        return second;
    }

    void stopSecond() {
        second.stop();
    }

    /** Restarts it at its old address if it is stopped. */
    void startSecond() {
        if (!second.isRunning()) {
            second = new WireMockServer(local().port(secondPort));
            second.start();
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(TwoInstances.class));
    }

    @Override
    public void stop() {
        first.stop();
        second.stop();
    }

    private static WireMockConfiguration local() {
        return options().bindAddress("127.0.0.1");
    }
}
