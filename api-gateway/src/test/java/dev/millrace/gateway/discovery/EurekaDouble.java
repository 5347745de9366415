package dev.millrace.gateway.discovery;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

/** A registry that speaks Eureka's HTTP API, and two instances of order-service that may be in it. */
public class EurekaDouble implements QuarkusTestResourceLifecycleManager {
    final WireMockServer registry =
            new WireMockServer(options().bindAddress("127.0.0.1").dynamicPort());
    final WireMockServer first =
            new WireMockServer(options().bindAddress("127.0.0.1").dynamicPort());
    final WireMockServer second =
            new WireMockServer(options().bindAddress("127.0.0.1").dynamicPort());

    @Override
    public Map<String, String> start() {
        registry.start();
        for (WireMockServer instance : new WireMockServer[] {first, second}) {
            instance.start();
            instance.stubFor(any(anyUrl()).willReturn(okJson("{}")));
        }
        return Map.of(
                "discovery.type", "eureka",
                "discovery.refresh", "1s",
                "eureka.port", Integer.toString(registry.port()),
                "gateway.cache.time-to-live", "0s");
    }

    void register(WireMockServer... instances) {
        String registered = Arrays.stream(instances).map(EurekaDouble::entry).collect(Collectors.joining(","));
        registry.stubFor(get(urlPathMatching("/eureka/apps/.*")).willReturn(okJson("""
                {"application": {"name": "ORDER-SERVICE", "instance": [%s]}}""".formatted(registered))));
    }

    private static String entry(WireMockServer instance) {
        return """
                {"instanceId": "127.0.0.1:order-service:%1$d", "hostName": "127.0.0.1", "app": "ORDER-SERVICE",
                 "ipAddr": "127.0.0.1", "status": "UP", "overriddenStatus": "UNKNOWN", "vipAddress": "order-service",
                 "port": {"$": %1$d, "@enabled": "true"}, "securePort": {"$": 443, "@enabled": "false"},
                 "metadata": {}}""".formatted(instance.port());
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(EurekaDouble.class));
    }

    @Override
    public void stop() {
        registry.stop();
        first.stop();
        second.stop();
    }
}
