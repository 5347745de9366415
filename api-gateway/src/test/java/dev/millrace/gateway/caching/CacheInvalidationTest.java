package dev.millrace.gateway.caching;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.millrace.gateway.GatewayTest;
import dev.millrace.gateway.MutableTicker;
import dev.millrace.gateway.ServicesDouble;
import dev.millrace.testsupport.DevStackResource;
import dev.millrace.testsupport.checks.Management;
import dev.millrace.testsupport.identity.TestTokens;
import dev.millrace.testsupport.probe.KafkaProbe;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

/** The time-to-live is longer than any test, so a fresh response can only be due to an event. */
@GatewayTest
@WithTestResource(DevStackResource.class)
@WithTestResource(
        value = ServicesDouble.class,
        initArgs = @ResourceArg(name = "gateway.cache.time-to-live", value = "1h"))
class CacheInvalidationTest {
    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    WireMockServer services;

    @Inject
    KafkaClientService clients;

    @Inject
    MutableTicker time;

    private final UUID changed = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();
    private final String token = TestTokens.of(CLERK);
    private KafkaProbe kafka;

    @BeforeEach
    void connect() {
        kafka = new KafkaProbe(bootstrapServers);
        services.resetAll();
        services.stubFor(any(anyUrl()).willReturn(okJson("{\"is\": \"old\"}")));
    }

    @AfterEach
    void disconnect() {
        kafka.close();
    }

    @ParameterizedTest
    @CsvSource({"order.events, orders, order.approved.v1", "customer.events, customers, customer.credit-reserved.v1"})
    void shouldForgetWhatAnEventTellsOfAndNothingElse(String topic, String resource, String type) {
        String path = "/" + resource + "/";
        read(path + other);
        assertThat(read(path + changed)).contains("old");
        services.stubFor(any(anyUrl()).willReturn(okJson("{\"is\": \"new\"}")));
        assertThat(read(path + changed)).contains("old");
        await().untilAsserted(() -> {
            // repeatedly, because the gateway reads only events sent after its consumer has started
            kafka.send(topic, changed, type, "{}");
            assertThat(read(path + changed)).contains("new");
        });
        assertThat(read(path + other)).contains("old");
        services.verify(1, getRequestedFor(urlEqualTo(path + other)));
    }

    @Test
    void shouldGoOnWhenARecordIsMalformed() {
        String path = "/orders/" + changed;
        assertThat(read(path)).contains("old");
        services.stubFor(any(anyUrl()).willReturn(okJson("{\"is\": \"new\"}")));
        ProducerRecord<String, byte[]> malformed = new ProducerRecord<>("order.events", null);
        Map.of("ce_specversion", "1.0", "ce_id", "", "ce_type", "", "ce_source", "/my service", "ce_time", "infinity")
                .forEach((name, value) -> malformed.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        await().untilAsserted(() -> {
            kafka.send(malformed);
            kafka.send("order.events", changed, "order.approved.v1", "{}");
            assertThat(read(path)).contains("new");
        });
        Management.get("/q/health/live").then().statusCode(200);
        Management.get("/q/metrics").then().body(containsString("messages_skipped_total{channel=\"changes\"}"));
    }

    @Test
    void shouldFetchEventsOnlyWhileResponsesAreRead() {
        read("/orders/" + other);
        time.pass(Duration.ofHours(1));
        await().until(() -> {
            kafka.send("order.events", other, "order.approved.v1", "{}");
            return isPaused();
        });
        read("/orders/" + other);
        await().until(() -> !isPaused());
    }

    private boolean isPaused() {
        return !clients.getConsumer("changes")
                .paused()
                .await()
                .atMost(Duration.ofSeconds(10))
                .isEmpty();
    }

    private String read(String path) {
        return given().auth().oauth2(token).get("/api" + path).asString();
    }
}
