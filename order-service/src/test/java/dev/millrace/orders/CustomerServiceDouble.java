package dev.millrace.orders;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import java.util.UUID;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.notMatching;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

/** A double of customer-service. */
public class CustomerServiceDouble implements QuarkusTestResourceLifecycleManager {
    /** A customer whose credit is in euros. */
    public static final UUID IN_EUROS = UUID.fromString("01890000-0000-7000-8000-0000000000e0");

    /** Requests for this customer fail. */
    public static final UUID FAILING = UUID.fromString("01890000-0000-7000-8000-000000000500");

    /** Requests for this customer exceed the time-out. */
    public static final UUID SLOW = UUID.fromString("01890000-0000-7000-8000-000000000510");

    /** Visible to the first caller who asks for it and to nobody else. */
    public static final UUID SEEN_ONCE = UUID.fromString("01890000-0000-7000-8000-000000000404");

    private final WireMockServer server =
            new WireMockServer(options().bindAddress("127.0.0.1").dynamicPort());

    @Override
    public Map<String, String> start() {
        server.start();
        String euros = "{\"id\":\"" + IN_EUROS + "\",\"creditLimit\":{\"amount\":\"10.00\",\"currency\":\"EUR\"}}";
        server.stubFor(get(urlPathMatching("/customers/.*"))
                .atPriority(10)
                .willReturn(aResponse().withStatus(404)));
        server.stubFor(get(urlPathMatching("/customers/" + IN_EUROS)).willReturn(okJson(euros)));
        server.stubFor(get(urlPathMatching("/customers/" + FAILING))
                .willReturn(aResponse().withStatus(500)));
        server.stubFor(get(urlPathMatching("/customers/" + SLOW))
                .willReturn(okJson(euros).withFixedDelay(2_000)));
        server.stubFor(get(urlPathMatching("/customers/" + SEEN_ONCE))
                .inScenario("once")
                .whenScenarioStateIs(Scenario.STARTED)
                .willSetStateTo("seen")
                .willReturn(okJson(euros)));
        server.stubFor(get(anyUrl())
                .atPriority(1)
                .withHeader("Authorization", notMatching("Bearer .+\\..+\\..+"))
                .willReturn(aResponse().withStatus(401)));
        return Map.of("quarkus.rest-client.customer-service.url", server.baseUrl());
    }

    @Override
    public void stop() {
        server.stop();
    }
}
