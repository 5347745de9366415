package dev.millrace.k8s.rules;

import dev.millrace.k8s.config.Project;
import dev.millrace.k8s.crd.ScaledObject;
import dev.millrace.k8s.render.Manifests;
import dev.millrace.k8s.render.Workload;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.SeccompProfile;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/** Rules for pods and their security context. */
final class PodRules {
    private static final String RUNTIME_DEFAULT = "RuntimeDefault";

    private PodRules() {}

    static List<Rule> all() {
        return List.of(
                forContainers("images have a fixed version", PodRules::image),
                forContainers("resources are requested and limited", PodRules::resources),
                forContainers("pods are restricted", PodRules::restricted),
                forWorkloads("volumes are none of the host's", PodRules::volumes),
                forContainers("the root file system is read-only", PodRules::rootFileSystem),
                new Rule("pods have an account without a token", PodRules::account),
                forWorkloads("no variables are made of Services", PodRules::serviceLinks),
                new Rule("how many there are is said once", PodRules::replicas),
                forWorkloads("several instances are spread", PodRules::spread));
    }

    private static Rule forContainers(String name, BiFunction<Workload, Container, Stream<String>> rule) {
        return forWorkloads(
                name,
                workload -> workload.containers().stream()
                        .flatMap(container -> rule.apply(workload, container))
                        .map(violation -> workload + ": " + violation));
    }

    private static Rule forWorkloads(String name, Function<Workload, Stream<String>> rule) {
        return new Rule(name, manifests -> manifests.workloads().stream().flatMap(rule));
    }

    private static Stream<String> image(Workload workload, Container container) {
        String image = container.getImage();
        String tag = image.contains(":") ? image.substring(image.lastIndexOf(':') + 1) : "";
        if (tag.isEmpty() || tag.equals("latest")) {
            return Stream.of(image + " is not a version");
        }
        return workload.isOurs() && !tag.equals(Project.release())
                ? Stream.of("%s is not %s, which this is".formatted(image, Project.release()))
                : Stream.empty();
    }

    private static Stream<String> resources(Workload workload, Container container) {
        ResourceRequirements resources =
                Optional.ofNullable(container.getResources()).orElseGet(ResourceRequirements::new);
        return Stream.of("cpu", "memory").flatMap(each -> {
            Optional<Quantity> request = in(resources.getRequests(), each);
            Optional<Quantity> limit = in(resources.getLimits(), each);
            if (request.isEmpty() || limit.isEmpty()) {
                return Stream.of("no request or no limit of " + each);
            }
            return request.get().getNumericalAmount().compareTo(limit.get().getNumericalAmount()) > 0
                    ? Stream.of("asks for more %s than its limit".formatted(each))
                    : Stream.empty();
        });
    }

    private static Optional<Quantity> in(Map<String, Quantity> quantities, String name) {
        return Optional.ofNullable(quantities).map(each -> each.get(name));
    }

    /** The Pod Security Standard "restricted". */
    private static Stream<String> restricted(Workload workload, Container container) {
        SecurityContext own =
                Optional.ofNullable(container.getSecurityContext()).orElseGet(SecurityContext::new);
        boolean nonRoot = Boolean.TRUE.equals(own.getRunAsNonRoot())
                || workload.security().map(PodSecurityContext::getRunAsNonRoot).orElse(false);
        boolean seccomp = Stream.of(
                        Optional.ofNullable(own.getSeccompProfile()),
                        workload.security().map(PodSecurityContext::getSeccompProfile))
                .flatMap(Optional::stream)
                .map(SeccompProfile::getType)
                .anyMatch(RUNTIME_DEFAULT::equals);
        boolean dropsAll = own.getCapabilities() != null
                && own.getCapabilities().getDrop().contains("ALL")
                && own.getCapabilities().getAdd().isEmpty();
        long user = Optional.ofNullable(own.getRunAsUser())
                .or(() -> workload.security().map(PodSecurityContext::getRunAsUser))
                .orElse(0L);
        return Stream.of(
                        nonRoot ? "" : "may run as root",
                        user > 0 ? "" : "runs as user 0 or as whoever the image says",
                        seccomp ? "" : "has no seccomp profile RuntimeDefault",
                        dropsAll ? "" : "keeps capabilities",
                        Boolean.FALSE.equals(own.getAllowPrivilegeEscalation()) ? "" : "may gain privileges",
                        Boolean.TRUE.equals(own.getPrivileged()) ? "is privileged" : "")
                .filter(each -> !each.isEmpty());
    }

    private static Stream<String> volumes(Workload workload) {
        return workload.volumes().stream()
                .filter(each -> each.getSecret() == null
                        && each.getConfigMap() == null
                        && each.getProjected() == null
                        && each.getEmptyDir() == null)
                .map(Volume::getName)
                .map(name -> "%s: volume %s is neither secret, configuration nor empty".formatted(workload, name));
    }

    /** Except for Keycloak, which only the local overlay has and which writes to its root file system. */
    private static Stream<String> rootFileSystem(Workload workload, Container container) {
        SecurityContext own =
                Optional.ofNullable(container.getSecurityContext()).orElseGet(SecurityContext::new);
        return !workload.isOurs() || Boolean.TRUE.equals(own.getReadOnlyRootFilesystem())
                ? Stream.empty()
                : Stream.of("may write to its root file system");
    }

    private static Stream<String> account(Manifests manifests) {
        return manifests.workloads().stream().flatMap(workload -> {
            if (!Boolean.FALSE.equals(workload.automountsToken())) {
                return Stream.of(workload + ": is given a token for the Kubernetes API");
            }
            return workload.isOurs()
                            && manifests
                                    .find(ServiceAccount.class, String.valueOf(workload.serviceAccount()))
                                    .isEmpty()
                    ? Stream.of("%s: there is no account %s".formatted(workload, workload.serviceAccount()))
                    : Stream.empty();
        });
    }

    /** A service link's variable, such as ORDER_SERVICE_PORT=tcp://..., would be read as configuration. */
    private static Stream<String> serviceLinks(Workload workload) {
        return Boolean.FALSE.equals(workload.serviceLinks())
                ? Stream.empty()
                : Stream.of(workload + ": gets a variable for each Service");
    }

    /** A replica count in an autoscaled Deployment would override the autoscaler's on each apply. */
    private static Stream<String> replicas(Manifests manifests) {
        List<String> scaled = Stream.concat(
                        manifests.all(HorizontalPodAutoscaler.class).stream()
                                .map(each -> each.getSpec().getScaleTargetRef().getName()),
                        manifests.all(ScaledObject.class).stream().map(ScaledObject::scaled))
                .toList();
        return manifests.all(Deployment.class).stream()
                .filter(each -> scaled.contains(each.getMetadata().getName())
                        == (each.getSpec().getReplicas() != null))
                .map(each -> "deployment %s: %s"
                        .formatted(
                                each.getMetadata().getName(),
                                each.getSpec().getReplicas() == null
                                        ? "nobody says how many"
                                        : "is scaled and has a number of replicas as well"));
    }

    private static Stream<String> spread(Workload workload) {
        return Stream.of(workload)
                .filter(each -> each.kind() == Workload.Kind.DEPLOYMENT && each.isOurs())
                .filter(each -> each.spread().stream()
                        .noneMatch(constraint -> Labels.match(constraint.getLabelSelector(), each.labels())))
                .map(each -> each + ": its instances may all be on one node");
    }
}
