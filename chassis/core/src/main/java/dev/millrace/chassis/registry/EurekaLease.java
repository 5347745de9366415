package dev.millrace.chassis.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** This instance's lease in Eureka, managed through the HTTP API. */
final class EurekaLease {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final RegistryConfig config;
    private final String service;
    private final int port;
    private final ObjectMapper json;

    EurekaLease(RegistryConfig config, String service, int port, ObjectMapper json) {
        this.config = config;
        this.service = service;
        this.port = port;
        this.json = json;
    }

    /** Sends a heartbeat; registers the instance when the registry does not know it (404). */
    void renew() throws IOException, InterruptedException {
        HttpRequest.Builder renewal = to("/" + id()).PUT(BodyPublishers.noBody());
        if (status(renewal) == 404) {
            HttpRequest.Builder entry = to("").header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(Map.of("instance", instance()))));
            require(status(entry));
        }
    }

    void cancel() throws IOException, InterruptedException {
        require(status(to("/" + id()).DELETE()));
    }

    private String id() {
        return config.host() + ":" + service + ":" + port;
    }

    private Map<String, Object> instance() {
        return Map.of(
                "instanceId", id(),
                "app", service.toUpperCase(Locale.ROOT),
                "hostName", config.host(),
                "ipAddr", config.host(),
                "vipAddress", service,
                "status", "UP",
                "port", Map.of("$", port, "@enabled", "true"),
                "dataCenterInfo",
                        Map.of("@class", "com.netflix.appinfo.InstanceInfo$DefaultDataCenterInfo", "name", "MyOwn"),
                "leaseInfo",
                        Map.of(
                                "renewalIntervalInSecs", config.heartbeat().toSeconds(),
                                "durationInSecs", config.lease().toSeconds()));
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(config.eurekaUrl().orElseThrow() + "/apps/" + service + path))
                .timeout(TIMEOUT);
    }

    private int status(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    private static void require(int status) throws IOException {
        if (status >= 300) {
            throw new IOException("the registry answered " + status);
        }
    }
}
