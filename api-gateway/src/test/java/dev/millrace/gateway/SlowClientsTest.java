package dev.millrace.gateway;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static dev.millrace.gateway.Callers.as;
import static org.assertj.core.api.Assertions.assertThat;

@GatewayTest
@WithTestResource(
        value = ServicesDouble.class,
        initArgs = @ResourceArg(name = "quarkus.http.idle-timeout", value = "1s"))
class SlowClientsTest {
    private static final int CONNECTIONS = 1_000;

    @TestHTTPResource
    URI gateway;

    WireMockServer services;

    @Test
    void shouldServeOthersWhileAThousandConnectionsIdleAndThenCloseThem() throws IOException {
        services.stubFor(any(anyUrl()).willReturn(okJson("{}")));
        List<RawConnection> idle = new ArrayList<>();
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                idle.add(RawConnection.to(gateway.getPort()));
            }
            as(CLERK).get("/api/orders/1").then().statusCode(200);
            for (RawConnection connection : idle) {
                assertThat(connection.readToTheEnd()).isEmpty();
            }
        } finally {
            for (RawConnection connection : idle) {
                connection.close();
            }
        }
    }

    @Test
    void shouldGiveUpOnAClientThatStopsInMidRequest() throws IOException {
        try (RawConnection client = RawConnection.to(gateway.getPort())) {
            client.send("POST /api/orders HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                    + "Content-Length: 1000\r\n\r\n{\"customerId\":");
            assertThat(client.readToTheEnd()).doesNotContain(" 200 ");
        }
        assertThat(services.getAllServeEvents())
                .noneMatch(event -> event.getRequest().getMethod().value().equals("POST"));
    }
}
