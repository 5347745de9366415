package dev.millrace.system;

import dev.millrace.devstack.process.ManagedProcess;
import dev.millrace.system.fuzz.Fuzz;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sends generated inputs to every endpoint of the API and to the push endpoint of every service. {@code
 * -Dfuzz.inputs=100000} makes the run longer, {@code -Dfuzz.seed} changes the inputs.
 */
class FuzzE2EIT {
    private static final int INPUTS = Integer.getInteger("fuzz.inputs", 2_000);
    private static final long SEED = Long.getLong("fuzz.seed", 20260131);
    private static final Map<String, String> PUSH = Map.of(
            "MESSAGING_MODE", "push",
            "MESSAGING_PUSH_TRUST_NETWORK", "true",
            "KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1",
            "CHASSIS_ATTEMPTS", "1");

    private final List<ManagedProcess> pushed = List.of(
            Millrace.another("order-service", 2, PUSH),
            Millrace.another("customer-service", 2, PUSH),
            Millrace.another("order-history-service", 2, PUSH));

    @BeforeEach
    void open() {
        pushed.forEach(instance -> instance.start(Millrace.TIMEOUT));
    }

    @AfterEach
    void close() {
        pushed.forEach(ManagedProcess::kill);
    }

    @Test
    void shouldNeitherFailNorContradictItselfWhateverItIsSent() throws IOException {
        String document = given().get(Millrace.url("/q/openapi?format=json")).asString();
        Map<String, URI> addresses = pushed.stream()
                .collect(Collectors.toMap(FuzzE2EIT::service, instance -> URI.create(instance.address())));
        Fuzz fuzz = new Fuzz(SEED, document, URI.create(Millrace.url("")), Millrace.token(CLERK), addresses);
        assertThat(fuzz.run(INPUTS)).as("seed %d, %d inputs", SEED, INPUTS).isEmpty();
    }

    /** The name without the instance's number. */
    private static String service(ManagedProcess instance) {
        return instance.name().replaceFirst("-\\d+$", "");
    }
}
