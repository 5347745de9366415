package dev.millrace.k8s.mistakes;

import io.fabric8.kubernetes.api.model.HostPathVolumeSource;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static dev.millrace.k8s.mistakes.MistakeFactory.in;
import static dev.millrace.k8s.mistakes.MistakeFactory.pod;
import static dev.millrace.k8s.mistakes.MistakeFactory.spec;
import static dev.millrace.k8s.render.Overlay.BASE;

/** Mistakes in pods and their probes. */
final class PodMistakes {
    private PodMistakes() {}

    static Stream<PlantedMistake> all() {
        return Stream.of(pods(), probes()).flatMap(each -> each);
    }

    private static Stream<PlantedMistake> pods() {
        return Stream.of(
                pod(
                        "images have a fixed version",
                        "latest",
                        container -> container.setImage("ghcr.io/millrace/order-service:latest")),
                pod(
                        "images have a fixed version",
                        "none",
                        container -> container.setImage("ghcr.io/millrace/order-service")),
                pod(
                        "images have a fixed version",
                        "an old one",
                        container -> container.setImage("ghcr.io/millrace/order-service:0.0.9")),
                pod(
                        "resources are requested and limited",
                        "no memory limit",
                        container -> container.getResources().setLimits(Map.of("cpu", new Quantity("1")))),
                pod(
                        "resources are requested and limited",
                        "limit below the request",
                        container -> container
                                .getResources()
                                .setLimits(Map.of("cpu", new Quantity("1m"), "memory", new Quantity("512Mi")))),
                pod(
                        "pods are restricted",
                        "capabilities",
                        container -> container.getSecurityContext().setCapabilities(null)),
                pod(
                        "pods are restricted",
                        "escalation",
                        container -> container.getSecurityContext().setAllowPrivilegeEscalation(true)),
                spec(
                        "pods are restricted",
                        "root",
                        spec -> spec.getSecurityContext().setRunAsNonRoot(null)),
                spec(
                        "pods are restricted",
                        "no seccomp",
                        spec -> spec.getSecurityContext().setSeccompProfile(null)),
                spec("volumes are none of the host's", "a host's directory", spec -> {
                    spec.getVolumes().getFirst().setHostPath(new HostPathVolumeSource("/", ""));
                    spec.getVolumes().getFirst().setSecret(null);
                }),
                pod(
                        "the root file system is read-only",
                        "writable",
                        container -> container.getSecurityContext().setReadOnlyRootFilesystem(false)),
                spec(
                        "pods have an account without a token",
                        "a token",
                        spec -> spec.setAutomountServiceAccountToken(null)),
                spec(
                        "pods have an account without a token",
                        "no account",
                        spec -> spec.setServiceAccountName("somebody")),
                spec("no variables are made of Services", "links", spec -> spec.setEnableServiceLinks(null)),
                in(
                        BASE,
                        "how many there are is said once",
                        "said twice",
                        all -> all.get(Deployment.class, "order-service")
                                .getSpec()
                                .setReplicas(3)),
                in(
                        BASE,
                        "how many there are is said once",
                        "not said",
                        all -> all.get(Deployment.class, "outbox-relay")
                                .getSpec()
                                .setReplicas(null)),
                spec(
                        "several instances are spread",
                        "on one node",
                        spec -> spec.setTopologySpreadConstraints(List.of())));
    }

    private static Stream<PlantedMistake> probes() {
        return Stream.of(
                pod(
                        "probes ask what is there",
                        "another path",
                        container -> container.getReadinessProbe().getHttpGet().setPath("/health")),
                pod(
                        "probes ask what is there",
                        "at the port of the clients",
                        container -> container.getReadinessProbe().getHttpGet().setPort(new IntOrString("http"))),
                pod("probes ask what is there", "no start", container -> container.setStartupProbe(null)),
                pod(
                        "the port is the service's own",
                        "another's",
                        container -> container.getPorts().getFirst().setContainerPort(8080)),
                spec(
                        "requests under way are given their time",
                        "none",
                        spec -> spec.setTerminationGracePeriodSeconds(15L)),
                in(
                        BASE,
                        "metrics are scraped",
                        "unread",
                        all -> all.get(Deployment.class, "outbox-relay")
                                .getSpec()
                                .getTemplate()
                                .getMetadata()
                                .setAnnotations(Map.of())),
                in(
                        BASE,
                        "metrics are scraped",
                        "at the port of its clients",
                        all -> all.get(Deployment.class, "order-service")
                                .getSpec()
                                .getTemplate()
                                .getMetadata()
                                .setAnnotations(Map.of(
                                        "prometheus.io/scrape", "true",
                                        "prometheus.io/port", "8081",
                                        "prometheus.io/path", "/q/metrics"))));
    }
}
