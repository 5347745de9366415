package dev.millrace.chassis.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class EurekaLeaseTest {
    private static final String ENTRY = "/eureka/apps/order-service/10.0.0.7:order-service:8081";

    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, JsonNode> entries = new ConcurrentHashMap<>();
    private HttpServer registry;
    private EurekaLease lease;

    @BeforeEach
    void start() throws IOException {
        registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        registry.createContext("/", this::serve);
        registry.start();
        URI url = URI.create("http://127.0.0.1:" + registry.getAddress().getPort() + "/eureka");
        lease = new EurekaLease(new Settings(Optional.of(url)), "order-service", 8081, json);
    }

    @AfterEach
    void stop() {
        registry.stop(0);
    }

    @Test
    void shouldEnterTheInstanceWithALeaseThatEndsByItself() throws Exception {
        lease.renew();
        JsonNode entry = entries.get(ENTRY);
        assertThat(entry.path("hostName").asText()).isEqualTo("10.0.0.7");
        assertThat(entry.at("/port/$").asInt()).isEqualTo(8081);
        assertThat(entry.at("/leaseInfo/durationInSecs").asInt()).isEqualTo(15);
    }

    @Test
    void shouldEnterTheInstanceAgainWhenTheRegistryHasForgottenIt() throws Exception {
        lease.renew();
        lease.renew();
        entries.clear();
        lease.renew();
        assertThat(entries).containsOnlyKeys(ENTRY);
    }

    @Test
    void shouldTakeTheInstanceOut() throws Exception {
        lease.renew();
        lease.cancel();
        assertThat(entries).isEmpty();
    }

    @Test
    void shouldTellWhenTheRegistryIsAway() {
        registry.stop(0);
        assertThatIOException().isThrownBy(lease::renew);
    }

    private void serve(HttpExchange call) throws IOException {
        String path = call.getRequestURI().getPath();
        int status = switch (call.getRequestMethod()) {
            case "POST" -> enter(path, json.readTree(call.getRequestBody()).path("instance"));
            case "PUT" -> entries.containsKey(path) ? 200 : 404;
            case "DELETE" -> entries.remove(path) == null ? 404 : 200;
            default -> 405;
        };
        call.sendResponseHeaders(status, -1);
        call.close();
    }

    private int enter(String path, JsonNode instance) {
        entries.put(path + "/" + instance.path("instanceId").asText(), instance);
        return 204;
    }

    private record Settings(Optional<URI> eurekaUrl) implements RegistryConfig {
        @Override
        public String host() {
            return "10.0.0.7";
        }

        @Override
        public Duration heartbeat() {
            return Duration.ofSeconds(5);
        }

        @Override
        public Duration lease() {
            return Duration.ofSeconds(15);
        }
    }
}
