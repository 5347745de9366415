package dev.millrace.devstack.run;

import dev.millrace.devstack.Database;
import java.util.stream.Collectors;

/** Ports of all processes, shifted by a common offset, and number of instances of each service. */
record PortMap(int offset, Instances instances) {

    /** Distance between instances of a service; large enough to skip the other services' ports. */
    private static final int BETWEEN_INSTANCES = 10;

    /** Distance from a service's port to its management port. */
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

    int zipkin() {
        return 9_411 + offset;
    }

    int traceForwarder() {
        return 4_318 + offset;
    }

    int prometheus() {
        return 9_490 + offset;
    }

    int of(Service service) {
        return of(new Instance(service, 1));
    }

    int of(Instance instance) {
        return instance.service().port() + offset + BETWEEN_INSTANCES * (instance.number() - 1);
    }

    /** The instance's management port. */
    int managementOf(Instance instance) {
        return of(instance) + TO_MANAGEMENT;
    }

    /** Addresses of the service's instances, separated by commas. */
    String addresses(Service service) {
        return instances
                .all()
                .filter(instance -> instance.service() == service)
                .map(instance -> "127.0.0.1:" + of(instance))
                .collect(Collectors.joining(","));
    }

    /** Management port of every instance, as {@code service=host:port}, separated by commas. */
    String managementAddresses() {
        return instances
                .all()
                .map(instance -> instance.service().module() + "=127.0.0.1:" + managementOf(instance))
                .collect(Collectors.joining(","));
    }

    String jdbcUrl(Database database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(postgres(), database.databaseName());
    }
}
