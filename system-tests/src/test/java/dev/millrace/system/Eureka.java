package dev.millrace.system;

import dev.millrace.devstack.process.Checkout;
import dev.millrace.devstack.process.HttpProcessSpec;
import dev.millrace.devstack.process.Ports;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import static io.restassured.RestAssured.given;

/**
 * A real Netflix Eureka server that evicts expired leases every second. Its class path comes from a module of its own.
 */
record Eureka(int port) implements HttpProcessSpec {
    private static final Path HOME = Checkout.find().root().resolve("system-tests/registry");

    Eureka() {
        this(Ports.free());
    }

    @Override
    public String name() {
        return "registry";
    }

    @Override
    public String address() {
        return HttpProcessSpec.super.address() + "/eureka";
    }

    @Override
    public List<String> command() {
        return List.of(
                Checkout.javaCommand(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath(),
                HOME.resolve("Eureka.java").toString(),
                "--server.address=127.0.0.1",
                "--server.port=" + port,
                "--eureka.client.register-with-eureka=false",
                "--eureka.client.fetch-registry=false",
                "--eureka.server.enable-self-preservation=false",
                "--eureka.server.eviction-interval-timer-in-ms=1000",
                "--eureka.server.use-read-only-response-cache=false");
    }

    private static String classPath() {
        try {
            return Files.readString(HOME.resolve("target/classpath")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("Run ./mvnw generate-resources first", e);
        }
    }

    /** Ports of the registered instances of the service. */
    Set<Integer> instancesOf(String service) {
        Response answer = given().accept("application/json").get(address() + "/apps/" + service);
        return answer.statusCode() == 404
                ? Set.of()
                : Set.copyOf(answer.then()
                        .statusCode(200)
                        .extract()
                        .jsonPath()
                        .<Integer>getList("application.instance.collect { it.port.'$' }"));
    }
}
