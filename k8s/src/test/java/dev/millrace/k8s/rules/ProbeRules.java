package dev.millrace.k8s.rules;

import dev.millrace.k8s.config.Project;
import dev.millrace.k8s.render.Manifests;
import dev.millrace.k8s.render.Workload;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.Probe;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Rules for probes and termination. */
final class ProbeRules {
    /** SmallRye Health's default paths, which no service changes. */
    private static final String LIVE = "/q/health/live";

    private static final String READY = "/q/health/ready";
    private static final String STARTED = "/q/health/started";
    private static final String METRICS = "/q/metrics";
    private static final String ANNOTATION = "prometheus.io/";

    private ProbeRules() {}

    static List<Rule> all() {
        return List.of(
                new Rule("probes ask what is there", ProbeRules::probes),
                new Rule("the port is the service's own", ProbeRules::port),
                new Rule("requests under way are given their time", ProbeRules::end),
                new Rule("metrics are scraped", ProbeRules::metrics));
    }

    private static Stream<Workload> ours(Manifests manifests) {
        return manifests.workloads().stream().filter(Workload::isOurs).filter(Workload::serves);
    }

    private static Stream<String> probes(Manifests manifests) {
        return ours(manifests).flatMap(workload -> {
            Container container = workload.container();
            int port = Project.managementPort(workload.module());
            return (workload.kind() == Workload.Kind.KNATIVE
                            // Knative has no startup probe, and its liveness probe uses the service port only.
                            ? Stream.of(readiness(container, port), onServicePort(container.getLivenessProbe()))
                            : Stream.of(
                                    probe("startup", container.getStartupProbe(), STARTED, container, port),
                                    probe("liveness", container.getLivenessProbe(), LIVE, container, port),
                                    readiness(container, port)))
                    .flatMap(each -> each)
                    .map(violation -> workload + ": " + violation);
        });
    }

    private static Stream<String> readiness(Container container, int port) {
        return probe("readiness", container.getReadinessProbe(), READY, container, port);
    }

    private static Stream<String> probe(String name, Probe probe, String path, Container container, int port) {
        if (probe == null || probe.getHttpGet() == null) {
            return Stream.of("no %s probe".formatted(name));
        }
        HTTPGetAction get = probe.getHttpGet();
        if (!path.equals(get.getPath())) {
            return Stream.of("the %s probe asks %s, not %s".formatted(name, get.getPath(), path));
        }
        return isAt(get, port, container)
                ? Stream.empty()
                : Stream.of("the %s probe does not ask the management port, %d".formatted(name, port));
    }

    private static boolean isAt(HTTPGetAction get, int port, Container container) {
        return get.getPort() != null
                && (get.getPort().getValue().equals(port)
                        || container.getPorts().stream()
                                .filter(each -> each.getContainerPort() == port)
                                .anyMatch(each -> get.getPort().getValue().equals(each.getName())));
    }

    private static Stream<String> onServicePort(Probe liveness) {
        return liveness != null && liveness.getTcpSocket() != null
                ? Stream.empty()
                : Stream.of("the liveness probe does not ask the port of its clients");
    }

    private static Stream<String> port(Manifests manifests) {
        return ours(manifests)
                .filter(each -> each.container().getPorts().stream()
                        .noneMatch(port -> port.getContainerPort() == Project.port(each.module())))
                .map(each -> "%s: does not listen on %d".formatted(each, Project.port(each.module())));
    }

    private static Stream<String> end(Manifests manifests) {
        return ours(manifests)
                .filter(each -> each.kind() == Workload.Kind.DEPLOYMENT)
                .filter(each ->
                        each.gracePeriodSeconds().orElse(30L) <= pause(each.container()) + Project.shutdownSeconds())
                .map(each -> each + ": is killed before its requests have had their time");
    }

    private static long pause(Container container) {
        return Optional.ofNullable(container.getLifecycle())
                .map(each -> each.getPreStop().getSleep().getSeconds())
                .orElse(0L);
    }

    private static Stream<String> metrics(Manifests manifests) {
        return ours(manifests).flatMap(workload -> {
            Map<String, String> annotations =
                    Optional.ofNullable(workload.pod().getAnnotations()).orElse(Map.of());
            if (!"true".equals(annotations.get(ANNOTATION + "scrape"))) {
                return Stream.of("%s: has unread metrics".formatted(workload));
            }
            boolean right = METRICS.equals(annotations.get(ANNOTATION + "path"))
                    && String.valueOf(Project.managementPort(workload.module()))
                            .equals(annotations.get(ANNOTATION + "port"));
            return right ? Stream.empty() : Stream.of(workload + ": has its metrics elsewhere");
        });
    }
}
