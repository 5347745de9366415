package dev.millrace.gateway;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.millrace.testsupport.identity.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static org.assertj.core.api.Assertions.assertThat;

/** Requests with ambiguous framing, which could be used for request smuggling. */
@GatewayTest
@WithTestResource(ServicesDouble.class)
class MessageFramingTest {
    @TestHTTPResource
    URI gateway;

    WireMockServer services;

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 0\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"})
    void shouldAnswerWhenTheBodyIsEmpty(String framing) throws IOException {
        services.resetAll();
        services.stubFor(any(anyUrl()).willReturn(okJson("{}")));
        try (RawConnection client = RawConnection.to(gateway.getPort())) {
            client.send("POST /api/orders/1/cancel HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: Bearer "
                    + TestTokens.of(CLERK) + "\r\n" + framing);
            assertThat(client.readToTheEnd()).startsWith("HTTP/1.1 200");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | Transfer-Encoding: chunked; Content-Length: 5",
                "400 | Content-Length: 5; Transfer-Encoding: chunked",
                "501 | Transfer-Encoding: gzip, chunked",
                "400 | Transfer-Encoding: chunked; Transfer-Encoding: identity",
                "415 | Content-Encoding: gzip; Content-Length: 5",
                "415 | Content-Encoding: br; Transfer-Encoding: chunked",
            })
    void shouldRefuseAndCloseWhenABodyCanBeReadInTwoWays(int status, String headers) throws IOException {
        services.resetAll();
        try (RawConnection client = RawConnection.to(gateway.getPort())) {
            client.send("POST /api/orders HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + TestTokens.of(CLERK)
                    + "\r\nContent-Type: application/json\r\n" + headers.replace("; ", "\r\n") + "\r\n\r\n0\r\n\r\n"
                    + "GET /api/customers/1 HTTP/1.1\r\nHost: a\r\n\r\n");
            String answers = client.readToTheEnd();
            assertThat(answers).startsWith("HTTP/1.1 " + status);
            assertThat(answers.split("HTTP/1\\.1 "))
                    .as("one answer, then the end")
                    .hasSize(2);
        }
        assertThat(services.getAllServeEvents()).isEmpty();
    }
}
