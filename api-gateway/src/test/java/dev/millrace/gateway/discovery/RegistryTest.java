package dev.millrace.gateway.discovery;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.millrace.gateway.GatewayTest;
import io.quarkus.test.common.WithTestResource;
import org.junit.jupiter.api.Test;

import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static dev.millrace.gateway.Callers.as;
import static org.awaitility.Awaitility.await;

@GatewayTest
@WithTestResource(EurekaDouble.class)
class RegistryTest {
    EurekaDouble services;

    @Test
    void shouldFollowTheRegistryWhenInstancesComeAndGo() {
        services.register(services.first);
        awaitCallsTo(services.first, 200);
        services.register(services.first, services.second);
        awaitCallsTo(services.second, 200);
        services.register(services.second);
        await().until(() -> {
            services.first.resetRequests();
            as(CLERK).get("/api/orders/1").then().statusCode(200);
            as(CLERK).get("/api/orders/1").then().statusCode(200);
            return services.first.getAllServeEvents().isEmpty();
        });
        services.register();
        await().until(() -> as(CLERK).get("/api/orders/1").statusCode() == 503);
    }

    private static void awaitCallsTo(WireMockServer instance, int status) {
        await().until(() -> {
            as(CLERK).get("/api/orders/1").then().statusCode(status);
            return !instance.getAllServeEvents().isEmpty();
        });
    }
}
