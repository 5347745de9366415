package dev.millrace.gateway.discovery;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.net.SocketException;
import java.util.Map;
import java.util.stream.Stream;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

/** Two instances of order-service and a name server with configurable SRV records. */
public class DnsDouble implements QuarkusTestResourceLifecycleManager {
    final WireMockServer first =
            new WireMockServer(options().bindAddress("127.0.0.1").dynamicPort());
    final WireMockServer second =
            new WireMockServer(options().bindAddress("127.0.0.1").dynamicPort());
    private NameServer names;

    @Override
    public Map<String, String> start() {
        for (WireMockServer instance : new WireMockServer[] {first, second}) {
            instance.start();
            instance.stubFor(any(anyUrl()).willReturn(okJson("{}")));
        }
        try {
            names = new NameServer();
        } catch (SocketException e) {
            throw new IllegalStateException(e);
        }
        return Map.of(
                "discovery.type", "dns",
                "discovery.refresh", "1s",
                "quarkus.stork.order-service.service-discovery.dns-servers", "127.0.0.1:" + names.port(),
                "order-service.hostname", "_http._tcp.order-service.example",
                "gateway.cache.time-to-live", "0s");
    }

    void publish(WireMockServer... instances) {
        names.publish(Stream.of(instances).map(WireMockServer::port).toList());
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(DnsDouble.class));
    }

    @Override
    public void stop() {
        first.stop();
        second.stop();
        names.close();
    }
}
