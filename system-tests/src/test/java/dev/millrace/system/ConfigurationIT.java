package dev.millrace.system;

import dev.millrace.devstack.process.Checkout;
import dev.millrace.devstack.process.Packaging;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Missing and invalid configuration of the packaged services. */
class ConfigurationIT {
    static Stream<Arguments> mistakes() {
        String password = "DATABASE_PASSWORD";
        return Stream.of(
                arguments("customer-service", Map.of(), "database.password is required"),
                arguments("order-service", Map.of(password, "x", "DATABASE_URL", "mysql://x"), "database.url must be"),
                arguments(
                        "customer-service", Map.of(password, "x", "CHASSIS_ATTEMPTS", "0"), "chassis.attempts must be"),
                arguments("order-service", Map.of(password, "x", "QUARKUS_HTTP_PORT", "abc"), "quarkus.http.port"),
                arguments("api-gateway", Map.of(), "identity.issuer"),
                arguments("api-gateway", Map.of("IDENTITY_ISSUER", "keycloak"), "identity.issuer must be"),
                arguments(
                        "api-gateway",
                        Map.of("IDENTITY_ISSUER", "http://127.0.0.1:1", "IDENTITY_AUDIENSE", "x"),
                        "IDENTITY_AUDIENSE"),
                arguments("api-gateway", Map.of("GATEWAY_CASHE_TIME_TO_LIVE", "0s"), "GATEWAY_CASHE_TIME_TO_LIVE"),
                arguments("api-gateway", Map.of("DISCOVERY_TIPE", "dns"), "DISCOVERY_TIPE"),
                arguments("api-gateway", Map.of("DISCOVERY_TYPE", "DNS"), "discovery.type must be"),
                arguments("api-gateway", Map.of("ORDER_SERVICE_ADRESSES", "127.0.0.1:1"), "ORDER_SERVICE_ADRESSES"),
                arguments(
                        "api-gateway",
                        Map.of("IDENTITY_ISSUER", "http://127.0.0.1:1", "CUSTOMER_SERVICE_ADDRESSES", "there"),
                        "must be host:port"),
                arguments(
                        "api-gateway", Map.of("OVERFLOW_ORDER_SERVICE_ADRESS", "a:1"), "OVERFLOW_ORDER_SERVICE_ADRESS"),
                arguments(
                        "api-gateway",
                        Map.of("OVERFLOW_CUSTOMER_SERVICE_ADDRESS", "a:1"),
                        "OVERFLOW_CUSTOMER_SERVICE_ADDRESS"),
                arguments(
                        "api-gateway",
                        Map.of("IDENTITY_ISSUER", "http://127.0.0.1:1", "OVERFLOW_ORDER_SERVICE_CAPACITY", "0"),
                        "overflow.order-service.capacity must be"),
                arguments(
                        "api-gateway",
                        Map.of("IDENTITY_ISSUER", "http://127.0.0.1:1", "OVERFLOW_ORDER_SERVICE_ADDRESS", "there"),
                        "must be host:port"),
                arguments("order-history-service", Map.of("REGISTRY_HOTS", "10.0.0.7"), "REGISTRY_HOTS"),
                // detected before the connection to the database, which is unavailable as well
                arguments(
                        "customer-service",
                        Map.of(
                                password,
                                "x",
                                "DATABASE_URL",
                                "jdbc:postgresql://127.0.0.1:1/x",
                                "DATABASE_USRENAME",
                                "x"),
                        "DATABASE_USRENAME"),
                arguments("outbox-relay", Map.of(), "relay.sources"),
                arguments(
                        "outbox-relay",
                        Map.of(
                                "RELAY_SOURCES_A_JDBC_URL",
                                "jdbc:postgresql://127.0.0.1:1/a",
                                "RELAY_SOURCES_A_USERNAME",
                                "a",
                                "RELAY_SOURCES_A_PASSWORD",
                                "a",
                                "RELAY_BACTH_SIZE",
                                "1"),
                        "RELAY_BACTH_SIZE"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void shouldNotStartAndSayWhyInOneLineWhenMisconfigured(
            String service, Map<String, String> environment, String reason) throws IOException, InterruptedException {
        assertRefused(service, List.of(), environment, reason);
    }

    @Test
    void shouldNotStartWithAnUnknownSystemProperty() throws IOException, InterruptedException {
        assertRefused(
                "customer-service",
                List.of("-Dchassis.atempts=3"),
                Map.of("DATABASE_PASSWORD", "x"),
                "key chassis.atempts");
    }

    private static void assertRefused(
            String service, List<String> systemProperties, Map<String, String> environment, String reason)
            throws IOException, InterruptedException {
        Packaging packaging = Packaging.ofThisBuild();
        List<String> jvmOptions = new ArrayList<>(List.of("-Xmx128m", "-XX:TieredStopAtLevel=1"));
        jvmOptions.addAll(systemProperties);
        List<String> command = new ArrayList<>(packaging.command(Checkout.find(), service, jvmOptions));
        if (packaging == Packaging.NATIVE) {
            command.addAll(systemProperties);
        }
        ProcessBuilder start = new ProcessBuilder(command);
        start.environment().putAll(environment);
        Process process = start.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(output.lines().filter(line -> line.startsWith("Not started: ")))
                .singleElement()
                .asString()
                .contains(reason);
        assertThat(output).doesNotContain("\tat ");
    }
}
