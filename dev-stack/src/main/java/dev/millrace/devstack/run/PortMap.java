package dev.millrace.devstack.run;

import dev.millrace.devstack.Database;
import java.util.stream.Collectors;

/** The port of every part, all moved by the same offset, and how many instances share the load of a service. */
record PortMap(int offset, Instances instances) {

    /** Beside the first instance's port are those of the other services. */
    private static final int BETWEEN_INSTANCES = 10;

    /** From a service's port to the one of its management. */
    static final int TO_MANAGEMENT = 1_000;

    PortMap(int offset) {
        this(offset, Instances.ONE_EACH);
    }

    int postgres() {
        return 15_432 + offset;
    }

    int kafka() {
        return 19_092 + offset;
    }

    int identity() {
        return 8_085 + offset;
    }

    int of(Service service) {
        return of(new Instance(service, 1));
    }

    int of(Instance instance) {
        return instance.service().port() + offset + BETWEEN_INSTANCES * (instance.number() - 1);
    }

    /** Where the instance tells operators its health and metrics. */
    int managementOf(Instance instance) {
        return of(instance) + TO_MANAGEMENT;
    }

    /** Where the service's instances listen, separated by commas. */
    String addresses(Service service) {
        return instances
                .all()
                .filter(instance -> instance.service() == service)
                .map(instance -> "127.0.0.1:" + of(instance))
                .collect(Collectors.joining(","));
    }

    String jdbcUrl(Database database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(postgres(), database.databaseName());
    }
}
