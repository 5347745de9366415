package dev.millrace.k8s.rules;

import dev.millrace.k8s.config.GeneratedSecrets;
import dev.millrace.k8s.render.Manifests;
import dev.millrace.k8s.render.Workload;
import io.fabric8.knative.eventing.v1alpha1.KafkaSink;
import io.fabric8.knative.sources.v1.KafkaSource;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.SecretProjection;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressServiceBackend;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Everything that is referenced by name exists. */
final class ReferenceRules {
    private ReferenceRules() {}

    static List<Rule> all() {
        return List.of(
                new Rule("configuration that is named is there", ReferenceRules::configMaps),
                new Rule("secrets that are named are made by somebody", ReferenceRules::secrets),
                new Rule("Services lead to pods and their ports", ReferenceRules::services),
                new Rule("the ingress leads to a Service", ReferenceRules::ingress),
                new Rule("autoscalers have something to scale", ReferenceRules::autoscalers),
                new Rule("every Deployment of ours has a disruption budget", ReferenceRules::budgets));
    }

    private static Stream<String> configMaps(Manifests manifests) {
        return manifests.workloads().stream()
                .flatMap(workload -> Stream.concat(
                                workload.container().getEnvFrom().stream()
                                        .map(each -> each.getConfigMapRef().getName()),
                                workload.volumes().stream()
                                        .map(Volume::getConfigMap)
                                        .filter(each -> each != null)
                                        .map(each -> each.getName()))
                        .filter(name -> manifests.find(ConfigMap.class, name).isEmpty())
                        .map(name -> "%s: there is no ConfigMap %s".formatted(workload, name)));
    }

    /** A reference to a key of a Secret. */
    private record Asked(String by, String secret, String key) {}

    private static Stream<String> secrets(Manifests manifests) {
        Map<String, Set<String>> made = GeneratedSecrets.of(manifests);
        return Stream.of(
                        manifests.workloads().stream().flatMap(ReferenceRules::askedBy),
                        manifests.all(KafkaSource.class).stream().flatMap(ReferenceRules::askedBy),
                        manifests.all(KafkaSink.class).stream()
                                .map(each -> new Asked(
                                        "KafkaSink " + each.getMetadata().getName(),
                                        each.getSpec()
                                                .getAuth()
                                                .getSecret()
                                                .getRef()
                                                .getName(),
                                        "protocol")),
                        PostgresRules.passwordSecrets(manifests)
                                .map(secret -> new Asked("PostgreSQL", secret, "password")))
                .flatMap(each -> each)
                .filter(each -> !made.getOrDefault(each.secret(), Set.of()).contains(each.key()))
                .map(each -> "%s: nobody makes %s with %s".formatted(each.by(), each.secret(), each.key()));
    }

    private static Stream<Asked> askedBy(Workload workload) {
        Stream<Asked> variables = workload.container().getEnv().stream()
                .filter(each -> each.getValueFrom() != null)
                .map(each -> each.getValueFrom().getSecretKeyRef())
                .map(each -> new Asked(workload.toString(), each.getName(), each.getKey()));
        Stream<Asked> whole = workload.volumes().stream()
                .map(Volume::getSecret)
                .filter(each -> each != null)
                .flatMap(each -> each.getItems().stream()
                        .map(item -> new Asked(workload.toString(), each.getSecretName(), item.getKey())));
        Stream<Asked> projected = workload.volumes().stream()
                .map(Volume::getProjected)
                .filter(each -> each != null)
                .flatMap(each -> each.getSources().stream())
                .flatMap(each -> asked(workload, each.getSecret()));
        return Stream.of(variables, whole, projected).flatMap(each -> each);
    }

    private static Stream<Asked> asked(Workload workload, SecretProjection secret) {
        return secret.getItems().stream().map(item -> new Asked(workload.toString(), secret.getName(), item.getKey()));
    }

    private static Stream<Asked> askedBy(KafkaSource source) {
        var tls = source.getSpec().getNet().getTls();
        return Stream.of(
                        tls.getCert().getSecretKeyRef(),
                        tls.getKey().getSecretKeyRef(),
                        tls.getCaCert().getSecretKeyRef())
                .map(each -> new Asked("KafkaSource " + source.getMetadata().getName(), each.getName(), each.getKey()));
    }

    private static Stream<String> services(Manifests manifests) {
        return manifests.all(Service.class).stream().flatMap(service -> {
            String name = service.getMetadata().getName();
            List<Workload> pods = behind(manifests, service);
            if (pods.stream().filter(each -> !CanaryRules.isCanary(each)).count() != 1) {
                return Stream.of("Service %s: its selector covers %s".formatted(name, pods));
            }
            return service.getSpec().getPorts().stream()
                    .flatMap(port -> pods.stream()
                            .filter(each -> isClosed(port, each))
                            .map(each -> "Service %s: %s has no port %s".formatted(name, each, port.getTargetPort())));
        });
    }

    static List<Workload> behind(Manifests manifests, Service service) {
        return manifests.workloads().stream()
                .filter(each -> Labels.match(service.getSpec().getSelector(), each.labels()))
                .toList();
    }

    private static boolean isClosed(ServicePort port, Workload workload) {
        Object target = port.getTargetPort().getValue();
        return workload.container().getPorts().stream()
                .noneMatch(each -> target.equals(each.getName()) || target.equals(each.getContainerPort()));
    }

    private static Stream<String> ingress(Manifests manifests) {
        return manifests.all(Ingress.class).stream()
                .flatMap(each -> each.getSpec().getRules().stream())
                .flatMap(each -> each.getHttp().getPaths().stream())
                .map(each -> each.getBackend().getService())
                .filter(each -> !leads(manifests, each))
                .map(each -> "Ingress: there is no Service %s with port %s"
                        .formatted(each.getName(), each.getPort().getName()));
    }

    private static boolean leads(Manifests manifests, IngressServiceBackend backend) {
        return manifests.find(Service.class, backend.getName()).stream()
                .flatMap(each -> each.getSpec().getPorts().stream())
                .anyMatch(each -> each.getName().equals(backend.getPort().getName()));
    }

    private static Stream<String> autoscalers(Manifests manifests) {
        return manifests.all(HorizontalPodAutoscaler.class).stream()
                .map(each -> each.getSpec().getScaleTargetRef())
                .filter(each -> !each.getKind().equals("Deployment")
                        || manifests.find(Deployment.class, each.getName()).isEmpty())
                .map(each -> "autoscaler: there is no %s %s".formatted(each.getKind(), each.getName()));
    }

    private static Stream<String> budgets(Manifests manifests) {
        List<PodDisruptionBudget> budgets = manifests.all(PodDisruptionBudget.class);
        Stream<String> without = manifests.workloads().stream()
                .filter(each -> each.kind() == Workload.Kind.DEPLOYMENT && each.isOurs())
                .filter(each -> budgets.stream()
                        .noneMatch(budget -> Labels.match(budget.getSpec().getSelector(), each.labels())))
                .map(each -> each + ": may be drained away");
        Stream<String> idle = budgets.stream()
                .filter(budget -> manifests.workloads().stream()
                        .noneMatch(each -> Labels.match(budget.getSpec().getSelector(), each.labels())))
                .map(budget -> "disruption budget %s: covers nothing"
                        .formatted(budget.getMetadata().getName()));
        return Stream.concat(without, idle);
    }
}
