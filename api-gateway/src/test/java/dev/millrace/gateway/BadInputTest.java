package dev.millrace.gateway;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.millrace.testsupport.identity.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static dev.millrace.gateway.Callers.as;
import static org.assertj.core.api.Assertions.assertThat;

@GatewayTest
@WithTestResource(ServicesDouble.class)
class BadInputTest {
    private static final int TEN_MEGABYTES = 10 * 1024 * 1024;

    @TestHTTPResource
    URI gateway;

    WireMockServer services;

    @BeforeEach
    void forget() {
        services.resetAll();
        services.stubFor(any(anyUrl()).willReturn(okJson("{}")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/orders/..%2F..%2Fq%2Fhealth",
                "/api/orders/..%2f..%2fq%2fhealth/cancel",
                "/api/orders/%2e%2e",
                "/api/orders/..%5Cq",
                "/api/orders/1%3Bx=y",
                "/api/orders/1%0d%0aX-Evil:%20yes",
                "/api/orders/1%00",
                "/api/customers/..%2F..%2Fq%2Fhealth",
                "/api/customers/%252e%252e%252fq/overview",
                "/mobile/customers/..%2Fq/overview",
                "/web/customers/a%20b/overview"
            })
    void shouldAskNoServiceWhenAnIdIsNone(String path) {
        as(CLERK).urlEncodingEnabled(false).get(path).then().statusCode(404).contentType("application/problem+json");
        assertThat(services.getAllServeEvents()).isEmpty();
    }

    @Test
    void shouldKeepAParameterAParameterWhenItTriesToBecomeAHeader() {
        as(CLERK)
                .urlEncodingEnabled(false)
                .get("/api/orders?customerId=1%0d%0aX-Evil:%20yes%26limit=9")
                .then()
                .statusCode(200);
        services.verify(getRequestedFor(urlPathEqualTo("/orders"))
                .withQueryParam("customerId", equalTo("1\r\nX-Evil: yes&limit=9"))
                .withoutHeader("X-Evil"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: a\rX-Evil: yes",
                "Authorization: a\u0000b",
                "X Evil: yes",
                "Content-Length: many",
                "Content-Length: -1"
            })
    void shouldRefuseAHeaderThatIsNone(String header) throws IOException {
        try (RawConnection client = RawConnection.to(gateway.getPort())) {
            String answer = client.send(
                            "GET /api/orders HTTP/1.1\r\nHost: a\r\n" + header + "\r\nConnection: close\r\n\r\n")
                    .readToTheEnd();
            assertThat(answer).matches("(?s)HTTP/1.1 (400|413|501) .*").doesNotContainIgnoringCase("exception");
        }
        assertThat(services.getAllServeEvents()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"after=%c3", "after=%e9", "state=%ed%a0%80", "limit=1&customerId=\u00e9"})
    void shouldRefuseAParameterThatIsNoText(String query) throws IOException {
        try (RawConnection client = RawConnection.to(gateway.getPort())) {
            String answer = client.send(
                            "GET /api/orders?" + query + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                    .readToTheEnd();
            assertThat(answer).startsWith("HTTP/1.1 400 ").contains("application/problem+json", "violations");
        }
        assertThat(services.getAllServeEvents()).isEmpty();
    }

    @Test
    void shouldAnswer413WhenTheBodyIsTooLarge() {
        as(CLERK)
                .contentType(ContentType.JSON)
                .body(new byte[TEN_MEGABYTES])
                .post("/api/orders")
                .then()
                .statusCode(413)
                .contentType("application/problem+json");
        assertThat(services.getAllServeEvents()).isEmpty();
    }

    @Test
    void shouldAnswer413WhenTheBodyIsTooLargeAndComesInChunks() throws IOException {
        String chunk = "10000\r\n" + " ".repeat(0x10000) + "\r\n";
        StringBuilder answer = new StringBuilder();
        try (RawConnection client = RawConnection.to(gateway.getPort())) {
            client.send("POST /api/orders HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                    + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n");
            client.send(chunk.repeat(20) + "0\r\n\r\n");
            answer.append(client.readToTheEnd());
        }
        assertThat(answer.toString()).startsWith("HTTP/1.1 413 ").contains("application/problem+json");
        assertThat(services.getAllServeEvents()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void shouldAnswer400WhenTheIdempotencyKeyIsBlank(String key) throws IOException {
        try (RawConnection client = RawConnection.to(gateway.getPort())) {
            String answer = client.send("POST /api/orders HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer "
                            + TestTokens.of(CLERK) + "\r\nContent-Type: application/json\r\nIdempotency-Key:" + key
                            + "\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}")
                    .readToTheEnd();
            assertThat(answer).startsWith("HTTP/1.1 400 ").contains("\"field\":\"Idempotency-Key\"");
        }
        assertThat(services.getAllServeEvents()).isEmpty();
    }

    @Test
    void shouldRefuseTooLongHeadersAndPaths() {
        as(CLERK).header("X-Long", "a".repeat(20_000)).get("/api/orders").then().statusCode(431);
        as(CLERK).get("/api/orders?after=" + "a".repeat(20_000)).then().statusCode(414);
        assertThat(services.getAllServeEvents()).isEmpty();
    }
}
