package dev.millrace.devstack.run;

import dev.millrace.devstack.identity.Identity;
import dev.millrace.devstack.kafka.Kafka;
import dev.millrace.devstack.postgres.Postgres;
import dev.millrace.devstack.process.Checkout;
import dev.millrace.devstack.process.ManagedProcess;
import dev.millrace.devstack.process.Packaging;
import dev.millrace.devstack.process.ProcessFailed;
import dev.millrace.devstack.process.ProcessSpec;
import dev.millrace.devstack.process.RunDirectory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The whole system on this machine. The servers start before the services and stop after them. */
record LocalSystem(
        int offset,
        Packaging packaging,
        RunDirectory runDirectory,
        Instances instances,
        Observation observation,
        List<ManagedProcess> servers,
        List<ManagedProcess> services) {

    static LocalSystem at(int offset, Packaging packaging) {
        Path state = Checkout.find().root().resolve(".run");
        RunDirectory runDirectory = new RunDirectory(offset == 0 ? state : state.resolve("offset-" + offset));
        return at(offset, packaging, runDirectory, Instances.read(runDirectory), Observation.read(runDirectory));
    }

    private static LocalSystem at(
            int offset, Packaging packaging, RunDirectory runDirectory, Instances instances, Observation observation) {
        return at(
                offset,
                packaging,
                runDirectory,
                instances,
                observation,
                observation.environment(new PortMap(offset, instances)));
    }

    /** @param environment variables of every service */
    static LocalSystem at(
            int offset,
            Packaging packaging,
            RunDirectory runDirectory,
            Instances instances,
            Map<String, String> environment) {
        return at(offset, packaging, runDirectory, instances, Observation.OFF, environment);
    }

    private static LocalSystem at(
            int offset,
            Packaging packaging,
            RunDirectory runDirectory,
            Instances instances,
            Observation observation,
            Map<String, String> environment) {
        PortMap ports = new PortMap(offset, instances);
        return new LocalSystem(
                offset,
                packaging,
                runDirectory,
                instances,
                observation,
                Stream.concat(
                                Stream.<ProcessSpec>of(
                                        new Postgres(ports.postgres(), runDirectory, true),
                                        new Kafka(ports.kafka(), runDirectory),
                                        new Identity(ports.identity(), runDirectory)),
                                observation.processes(ports, runDirectory))
                        .map(server -> new ManagedProcess(server, runDirectory))
                        .toList(),
                instances
                        .all()
                        .map(instance -> new ManagedProcess(
                                new QuarkusService(instance, ports, packaging, environment), runDirectory))
                        .toList());
    }

    /** The same system with other numbers of instances, observed or not. */
    LocalSystem with(Instances others, Observation observed) {
        return at(offset, packaging, runDirectory, others, observed);
    }

    List<ManagedProcess> parts() {
        return Stream.concat(servers.stream(), services.stream()).toList();
    }

    ManagedProcess part(String name) {
        return parts().stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ProcessFailed("There is no part '%s'; the parts are %s"
                        .formatted(
                                name, parts().stream().map(ManagedProcess::name).collect(Collectors.joining(", ")))));
    }

    /** Management address of a service's instance. */
    String management(String name) {
        return "http://127.0.0.1:" + (part(name).port() + PortMap.TO_MANAGEMENT);
    }

    /** The command line that refers to this system. */
    String command(String arguments) {
        return "./run " + arguments + (offset == 0 ? "" : " --port-offset " + offset)
                + (packaging == Packaging.JVM ? "" : " --native");
    }
}
