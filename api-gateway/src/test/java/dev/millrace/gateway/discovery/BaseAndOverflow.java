package dev.millrace.gateway.discovery;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

/** One instance of order-service and its overflow; a test's field of this type is injected. */
public class BaseAndOverflow implements QuarkusTestResourceLifecycleManager {
    static final int CAPACITY = 3;

    private final WireMockServer base = new WireMockServer(local().dynamicPort());
    private WireMockServer overflow = new WireMockServer(local().dynamicPort());
    private int overflowPort;

    @Override
    public Map<String, String> start() {
        base.start();
        overflow.start();
        overflowPort = overflow.port();
        return Map.of(
                "order-service.addresses",
                "127.0.0.1:" + base.port(),
                "overflow.order-service.address",
                "127.0.0.1:" + overflowPort,
                "overflow.order-service.capacity",
                Integer.toString(CAPACITY),
                "quarkus.rest-client.order-service.read-timeout",
                "12000",
                "Timeout/value",
                "8000",
                "CircuitBreaker/enabled",
                "false",
                "discovery.ejection-time",
                "1s",
                "discovery.stall-timeout",
                "1h");
    }

    WireMockServer base() {
        return base;
    }

    WireMockServer overflow() {
        return overflow;
    }

    void stopOverflow() {
        overflow.stop();
    }

    /** Restarts it at its old address if it is stopped. */
    void startOverflow() {
        if (!overflow.isRunning()) {
            overflow = new WireMockServer(local().port(overflowPort));
            overflow.start();
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(BaseAndOverflow.class));
    }

    @Override
    public void stop() {
        base.stop();
        overflow.stop();
    }

    private static WireMockConfiguration local() {
        return options().bindAddress("127.0.0.1");
    }
}
