package dev.millrace.gateway.discovery;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.millrace.gateway.GatewayTest;
import io.quarkus.test.common.WithTestResource;
import org.junit.jupiter.api.Test;

import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static dev.millrace.gateway.Callers.as;
import static org.awaitility.Awaitility.await;

@GatewayTest
@WithTestResource(DnsDouble.class)
class DnsTest {
    DnsDouble services;

    @Test
    void shouldFollowTheRecordsWhenInstancesComeAndGo() {
        services.publish(services.first);
        awaitCallsTo(services.first);
        services.publish(services.first, services.second);
        awaitCallsTo(services.second);
        services.publish(services.second);
        await().until(() -> {
            services.first.resetRequests();
            as(CLERK).get("/api/orders/1").then().statusCode(200);
            as(CLERK).get("/api/orders/1").then().statusCode(200);
            return services.first.getAllServeEvents().isEmpty();
        });
    }

    private static void awaitCallsTo(WireMockServer instance) {
        await().until(() -> {
            as(CLERK).get("/api/orders/1").then().statusCode(200);
            return !instance.getAllServeEvents().isEmpty();
        });
    }
}
