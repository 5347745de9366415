package dev.millrace.k8s.network;

import dev.millrace.k8s.render.Workload;
import io.fabric8.kubernetes.api.model.ContainerPort;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** One end of a connection: pods of this project, of an operator or of another namespace, or an external address. */
public record Endpoint(
        String name,
        Optional<String> namespace,
        Map<String, String> labels,
        Map<String, Integer> namedPorts,
        String address) {

    static final String OURS = "millrace";
    private static final String POD_ADDRESS = "10.244.0.1";

    static Endpoint of(Workload workload) {
        Map<String, Integer> ports = workload.container().getPorts().stream()
                .collect(Collectors.toMap(ContainerPort::getName, ContainerPort::getContainerPort));
        Map<String, String> labels = workload.kind() == Workload.Kind.KNATIVE
                ? Maps.with(workload.labels(), "serving.knative.dev/service", workload.name())
                : workload.labels();
        return new Endpoint(workload.name(), Optional.of(OURS), labels, ports, POD_ADDRESS);
    }

    static Endpoint inNamespace(String name, String namespace, Map<String, String> labels) {
        return new Endpoint(name, Optional.of(namespace), labels, Map.of(), POD_ADDRESS);
    }

    static Endpoint outside(String name, String address) {
        return new Endpoint(name, Optional.empty(), Map.of(), Map.of(), address);
    }

    boolean isOurs() {
        return namespace.filter(OURS::equals).isPresent();
    }

    @Override
    public String toString() {
        return name;
    }
}
