package dev.millrace.system;

import dev.millrace.devstack.Database;
import dev.millrace.devstack.process.ManagedProcess;
import dev.millrace.testsupport.probe.TcpProxy;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static dev.millrace.system.Millrace.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Two instances of order-service that register in a real Eureka, and a gateway that finds them only there. */
class RegistryE2EIT {
    private static final int READS = 20;
    private static final String SERVICE = "order-service";
    private static final Eureka REGISTRY = new Eureka();
    private static final ManagedProcess REGISTRY_PROCESS = Millrace.beside(REGISTRY);
    private static final ManagedProcess FIRST = instance(2, Map.of());
    private static final TcpProxy TO_DATABASE =
            new TcpProxy(URI.create(Millrace.jdbcUrl(Database.ORDERS).replaceFirst("jdbc:", ""))
                    .getPort());
    private static final ManagedProcess SECOND =
            instance(3, Map.of("DATABASE_URL", "jdbc:postgresql://127.0.0.1:%d/orders".formatted(TO_DATABASE.port())));
    private static final ManagedProcess GATEWAY = Millrace.another(
            "api-gateway",
            2,
            Map.of(
                    "DISCOVERY_TYPE",
                    "eureka",
                    "DISCOVERY_REFRESH",
                    "1s",
                    "DISCOVERY_EJECTION_TIME",
                    "1m",
                    "EUREKA_PORT",
                    Integer.toString(REGISTRY.port())));

    private static ManagedProcess instance(int number, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("REGISTRY_EUREKA_URL", REGISTRY.address());
        environment.put("REGISTRY_HEARTBEAT", "1s");
        environment.put("REGISTRY_LEASE", "5s");
        environment.put("QUARKUS_HTTP_ACCESS_LOG_ENABLED", "true");
        return Millrace.another(SERVICE, number, environment);
    }

    @BeforeAll
    static void start() {
        REGISTRY_PROCESS.start(TIMEOUT);
        FIRST.start(TIMEOUT);
        SECOND.start(TIMEOUT);
        GATEWAY.start(TIMEOUT);
    }

    @AfterAll
    static void stop() {
        Stream.of(GATEWAY, FIRST, SECOND, REGISTRY_PROCESS).forEach(ManagedProcess::kill);
        TO_DATABASE.close();
    }

    @BeforeEach
    void bothAreIn() {
        if (!SECOND.isRunning()) {
            SECOND.start(TIMEOUT);
        }
        await().atMost(TIMEOUT).until(() -> registered().equals(Set.of(FIRST.port(), SECOND.port())));
        await().atMost(TIMEOUT).ignoreExceptions().until(() -> {
            long before = readsAt(SECOND);
            read();
            return readsAt(SECOND) > before;
        });
    }

    @Test
    void shouldShareTheLoadBetweenTheInstancesThatHaveEnteredThemselves() {
        long first = readsAt(FIRST);
        long second = readsAt(SECOND);
        for (int i = 0; i < READS; i++) {
            read();
        }
        await().untilAsserted(() -> {
            assertThat(readsAt(FIRST) - first).isEqualTo(READS / 2);
            assertThat(readsAt(SECOND) - second).isEqualTo(READS / 2);
        });
    }

    @Test
    void shouldLeaveTheRegistryWhenAnInstanceIsAskedToEnd() {
        assertThat(SECOND.stop()).isTrue();
        assertThat(registered()).containsExactly(FIRST.port());
        for (int i = 0; i < READS; i++) {
            read();
        }
    }

    /** The lease goes on being renewable: without the check of readiness the instance would stay. */
    @Test
    void shouldLeaveTheRegistryWhileAnInstanceLivesAndIsNotReady() {
        TO_DATABASE.partition();
        try {
            await().atMost(TIMEOUT).until(() -> registered().equals(Set.of(FIRST.port())));
            assertThat(SECOND.isRunning()).isTrue();
        } finally {
            TO_DATABASE.heal();
        }
        await().atMost(TIMEOUT).until(() -> registered().equals(Set.of(FIRST.port(), SECOND.port())));
    }

    @Test
    void shouldLoseNoReadWhenAnInstanceCrashesAndDropItWhenItsLeaseEnds() {
        SECOND.kill();
        assertThat(registered()).as("it could not say so").contains(SECOND.port());
        for (int i = 0; i < READS; i++) {
            read();
        }
        await().atMost(TIMEOUT).until(() -> registered().equals(Set.of(FIRST.port())));
        read();
    }

    private static Set<Integer> registered() {
        return REGISTRY.instancesOf(SERVICE);
    }

    private static void read() {
        Millrace.as(CLERK).get(GATEWAY.address() + "/api/orders?limit=1").then().statusCode(200);
    }

    private static long readsAt(ManagedProcess instance) {
        return instance.output()
                .lines()
                .filter(line -> line.contains("/orders?limit=1 "))
                .count();
    }
}
