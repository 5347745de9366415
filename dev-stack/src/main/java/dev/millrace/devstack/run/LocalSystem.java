package dev.millrace.devstack.run;

import dev.millrace.devstack.identity.Identity;
import dev.millrace.devstack.kafka.Kafka;
import dev.millrace.devstack.postgres.Postgres;
import dev.millrace.devstack.process.Checkout;
import dev.millrace.devstack.process.Layout;
import dev.millrace.devstack.process.Packaging;
import dev.millrace.devstack.process.Part;
import dev.millrace.devstack.process.PartFailed;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Millrace on this machine: the servers start first and stop last. */
record LocalSystem(int offset, Packaging packaging, Layout layout, List<Part> servers, List<Part> services) {

    static LocalSystem at(int offset, Packaging packaging) {
        Path state = Checkout.find().root().resolve(".run");
        return at(offset, packaging, new Layout(offset == 0 ? state : state.resolve("offset-" + offset)));
    }

    static LocalSystem at(int offset, Packaging packaging, Layout layout) {
        PortMap ports = new PortMap(offset);
        return new LocalSystem(
                offset,
                packaging,
                layout,
                List.of(
                        new Part(new Postgres(ports.postgres(), layout, true), layout),
                        new Part(new Kafka(ports.kafka(), layout), layout),
                        new Part(new Identity(ports.identity(), layout), layout)),
                Stream.of(Service.values())
                        .map(service -> new Part(new QuarkusService(service, ports, packaging), layout))
                        .toList());
    }

    List<Part> parts() {
        return Stream.concat(servers.stream(), services.stream()).toList();
    }

    Part part(String name) {
        return parts().stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new PartFailed("There is no part '%s'; there are %s"
                        .formatted(name, parts().stream().map(Part::name).collect(Collectors.joining(", ")))));
    }

    /** What the user types to mean this system. */
    String command(String arguments) {
        return "./run " + arguments + (offset == 0 ? "" : " --port-offset " + offset)
                + (packaging == Packaging.JVM ? "" : " --native");
    }
}
