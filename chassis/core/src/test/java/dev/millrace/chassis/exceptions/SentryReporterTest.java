package dev.millrace.chassis.exceptions;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A tracker's server receives what is sent; its protocol: develop.sentry.dev/sdk/data-model/envelopes. */
class SentryReporterTest {
    private record Received(String path, String auth, String body) {}

    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Vertx vertx = Vertx.vertx();
    private HttpServer server;
    private volatile int status = 200;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            String auth = exchange.getRequestHeaders().getFirst("X-Sentry-Auth");
            exchange.getResponseHeaders().add("Retry-After", "60");
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
            received.add(new Received(exchange.getRequestURI().getPath(), auth, body));
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        vertx.close();
    }

    @Test
    void shouldSendAnEnvelopeWhenADsnIsConfigured() throws Exception {
        reporter().report(report(new IllegalStateException("for ada@example.org", new RuntimeException("root"))));
        Received sent = received.poll(10, TimeUnit.SECONDS);
        assertThat(sent.path()).isEqualTo("/tracker/api/7/envelope/");
        assertThat(sent.auth()).contains("sentry_version=7", "sentry_key=abc");
        String[] lines = sent.body().split("\n");
        JsonObject event = new JsonObject(lines[2]);
        assertThat(new JsonObject(lines[1]).getString("type")).isEqualTo("event");
        assertThat(new JsonObject(lines[0]).getString("event_id")).isEqualTo(event.getString("event_id"));
        assertThat(event.getString("release")).isEqualTo("1.0+abc");
        assertThat(event.getJsonArray("fingerprint")).containsExactly("f1");
        JsonObject root =
                event.getJsonObject("exception").getJsonArray("values").getJsonObject(0);
        assertThat(root.getString("type")).isEqualTo("RuntimeException");
        assertThat(sent.body()).contains("for ***").doesNotContain("ada@");
    }

    @Test
    void shouldPauseWhenTheTrackerRefusesMore() throws Exception {
        status = 429;
        SentryReporter reporter = reporter();
        reporter.report(report(new IllegalStateException()));
        assertThat(received.poll(10, TimeUnit.SECONDS)).isNotNull();
        while (dropped() < 1) {
            Thread.onSpinWait();
        }
        reporter.report(report(new IllegalStateException()));
        assertThat(dropped()).isEqualTo(2);
        assertThat(received).isEmpty();
    }

    @Test
    void shouldSendNothingWithoutDsn() {
        new SentryReporter(new Config(Optional.empty()), vertx, meters).report(report(new IllegalStateException()));
        assertThat(received).isEmpty();
    }

    @Test
    void shouldNotStartWhenTheDsnIsMalformed() {
        Config config = new Config(Optional.of("https://no-key.example.org/7"));
        assertThatThrownBy(() -> new SentryReporter(config, vertx, meters))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("errors.sentry-dsn");
    }

    private double dropped() {
        return meters.get("errors.not.sent").counter().count();
    }

    private SentryReporter reporter() {
        String dsn = "http://abc@127.0.0.1:%d/tracker/7"
                .formatted(server.getAddress().getPort());
        return new SentryReporter(new Config(Optional.of(dsn)), vertx, meters);
    }

    private static ExceptionReport report(Throwable exception) {
        Fingerprint fingerprint = new Fingerprint("f1", "T", java.util.List.of());
        return new ExceptionReport(fingerprint, null, "orders", "1.0+abc", Instant.EPOCH, null, "r-1", exception);
    }

    private record Config(Optional<String> sentryDsn) implements ExceptionConfig {
        @Override
        public int maximum() {
            return 1;
        }

        @Override
        public String environment() {
            return "test";
        }
    }
}
