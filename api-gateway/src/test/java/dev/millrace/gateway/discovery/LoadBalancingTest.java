package dev.millrace.gateway.discovery;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.millrace.gateway.GatewayTest;
import io.quarkus.test.common.WithTestResource;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static dev.millrace.gateway.Callers.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@GatewayTest
@WithTestResource(TwoInstances.class)
class LoadBalancingTest {
    private static final int REQUESTS = 40;

    TwoInstances instances;

    @BeforeEach
    void bothAreWell() {
        answer(instances.first(), okJson("{}"));
        instances.startSecond();
        answer(instances.second(), okJson("{}"));
        await().until(() -> {
            read(2);
            return served(instances.second()) > 0;
        });
        instances.first().resetRequests();
        instances.second().resetRequests();
    }

    @Test
    void shouldShareTheLoad() {
        read(REQUESTS);
        assertThat(served(instances.first())).isEqualTo(REQUESTS / 2);
        assertThat(served(instances.second())).isEqualTo(REQUESTS / 2);
    }

    @Test
    void shouldFailNoRequestWhenAnInstanceIsRestarted() {
        read(2);
        instances.stopSecond();
        read(REQUESTS);
        place("k-1");
        instances.startSecond();
        answer(instances.second(), okJson("{}"));
        await().until(() -> {
            read(2);
            return served(instances.second()) > 0;
        });
    }

    @Test
    void shouldAskAnotherInstanceWhenOneIsShuttingDown() {
        answer(instances.second(), aResponse().withStatus(503));
        read(REQUESTS);
        place("k-2");
        place("k-3");
        assertThat(instances
                        .first()
                        .findAll(postRequestedFor(urlEqualTo("/orders")).withHeader("Idempotency-Key", equalTo("k-3"))))
                .hasSize(1);
    }

    @Test
    void shouldLeaveAnInstanceOutWhenItSaysThatItIsLeaving() {
        answer(instances.second(), okJson("{}").withHeader("Connection", "close"));
        read(REQUESTS);
        assertThat(served(instances.second())).isLessThanOrEqualTo(2);
    }

    @Test
    void shouldPlaceWithoutAKeyOnTheOtherInstanceWhenOneRefusesConnections() {
        instances.stopSecond();
        for (int i = 0; i < 4; i++) {
            as(CLERK)
                    .contentType(ContentType.JSON)
                    .body("{}")
                    .post("/api/orders")
                    .then()
                    .statusCode(200);
        }
        assertThat(instances.first().findAll(postRequestedFor(urlEqualTo("/orders"))))
                .hasSize(4);
    }

    private static void read(int times) {
        for (int i = 0; i < times; i++) {
            as(CLERK).get("/api/orders/" + i).then().statusCode(200);
        }
    }

    private static void place(String key) {
        as(CLERK)
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body("{}")
                .post("/api/orders")
                .then()
                .statusCode(200);
    }

    private static void answer(WireMockServer instance, ResponseDefinitionBuilder answer) {
        instance.resetAll();
        instance.stubFor(any(anyUrl()).willReturn(answer));
    }

    private static int served(WireMockServer instance) {
        return instance.getAllServeEvents().size();
    }
}
