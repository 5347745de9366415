package dev.millrace.system;

import dev.millrace.devstack.process.ManagedProcess;
import dev.millrace.system.fuzz.Fuzz;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sends generated inputs to every endpoint of the API and to the push endpoint of every service. Concurrent clients
 * share the inputs; each has a seed and resources of its own, so its inputs do not depend on the others. {@code
 * -Dfuzz.inputs=100000} makes the run longer, {@code -Dfuzz.seed} changes the inputs.
 */
class FuzzE2EIT {
    private static final int INPUTS = Integer.getInteger("fuzz.inputs", 1_000);
    private static final int CLIENTS = 4;
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
    void shouldNeitherFailNorContradictItselfWhateverItIsSent() throws Exception {
        String document = given().get(Millrace.url("/q/openapi?format=json")).asString();
        Map<String, URI> addresses = pushed.stream()
                .collect(Collectors.toMap(FuzzE2EIT::service, instance -> URI.create(instance.address())));
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<List<String>>> violations = LongStream.range(SEED, SEED + CLIENTS)
                    .mapToObj(seed -> clients.submit(() -> fuzz(seed, document, addresses)))
                    .toList();
            for (Future<List<String>> found : violations) {
                assertThat(found.get()).as("seed %d, %d inputs", SEED, INPUTS).isEmpty();
            }
        }
    }

    private static List<String> fuzz(long seed, String document, Map<String, URI> addresses) throws IOException {
        return new Fuzz(seed, document, URI.create(Millrace.url("")), Millrace.token(CLERK), addresses)
                .run(INPUTS / CLIENTS);
    }

    /** The name without the instance's number. */
    private static String service(ManagedProcess instance) {
        return instance.name().replaceFirst("-\\d+$", "");
    }
}
