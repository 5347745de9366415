package dev.millrace.bench.capacity;

import dev.millrace.devstack.process.ManagedProcess;
import dev.millrace.devstack.process.Packaging;
import dev.millrace.devstack.run.TestSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A system of its own, with one or two instances of each service that has a database. */
final class MeasuredSystem implements AutoCloseable {
    private static final List<String> DOUBLED = List.of("order-service", "customer-service", "order-history-service");
    private static final String GATEWAY = "api-gateway";

    private final TestSystem system;
    private final List<ManagedProcess> secondInstances = new ArrayList<>();

    private MeasuredSystem(TestSystem system) {
        this.system = system;
    }

    /** Returns when all processes are ready. */
    static MeasuredSystem start(Packaging packaging, int instances) {
        MeasuredSystem measured = start(packaging, Map.of());
        if (instances == 2) {
            measured.startSecondInstances();
        }
        return measured;
    }

    /** One instance of each service, with further variables for all of them. */
    static MeasuredSystem start(Packaging packaging, Map<String, String> environment) {
        return new MeasuredSystem(TestSystem.start(packaging, environment));
    }

    TestSystem system() {
        return system;
    }

    List<ManagedProcess> parts() {
        return Stream.concat(system.parts().stream(), secondInstances.stream()).toList();
    }

    /**
     * Restarts each service and the gateway with a configuration for two instances, and starts the second instances.
     */
    private void startSecondInstances() {
        for (String service : DOUBLED) {
            system.part(service).stop();
            system.oneOfTwo(service, 1, Map.of()).start();
            ManagedProcess second = system.oneOfTwo(service, 2, Map.of());
            second.start();
            secondInstances.add(second);
        }
        system.part(GATEWAY).stop();
        system.oneOfTwo(GATEWAY, 1, Map.of()).start();
    }

    @Override
    public void close() {
        system.close();
    }
}
