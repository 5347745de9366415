package dev.millrace.k8s.rules;

import dev.millrace.devstack.Topic;
import dev.millrace.k8s.config.Channel;
import dev.millrace.k8s.config.GeneratedSecrets;
import dev.millrace.k8s.crd.ScaledObject;
import dev.millrace.k8s.crd.TriggerAuthentication;
import dev.millrace.k8s.render.Manifests;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Scaling by consumer lag: each consumer by all of its topics, beside CPU, and by one autoscaler only. */
final class LagRules {
    private LagRules() {}

    static List<Rule> all() {
        return List.of(
                new Rule("consumers are scaled by the lag of their topics and by CPU", LagRules::triggers),
                new Rule("a Deployment has one autoscaler, and no more instances than partitions", LagRules::bounds),
                new Rule("who asks for a lag shows a certificate", LagRules::authentication));
    }

    /** Highest number of instances, if KEDA scales the Deployment. */
    static Optional<Integer> maximum(Manifests manifests, String deployment) {
        return manifests.all(ScaledObject.class).stream()
                .filter(each -> each.scaled().equals(deployment))
                .map(each -> each.spec().maxReplicaCount())
                .findFirst();
    }

    private static Set<String> topics(String service) {
        return Channel.of(service)
                .filter(Channel::shared)
                .map(Channel::topic)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> triggers(Manifests manifests) {
        List<ScaledObject> scaled = manifests.all(ScaledObject.class);
        if (scaled.isEmpty()) {
            return Stream.empty();
        }
        return manifests.all(Deployment.class).stream()
                .map(each -> each.getMetadata().getName())
                .filter(service -> !topics(service).isEmpty())
                .filter(service -> scaled.stream()
                        .noneMatch(each -> each.scaled().equals(service) && coversTopics(each) && hasCpu(each)))
                .map(service -> "%s: is not scaled by CPU and the lag of %s".formatted(service, topics(service)));
    }

    private static boolean coversTopics(ScaledObject scaled) {
        return lag(scaled)
                .filter(each -> scaled.scaled().equals(each.metadata().get("consumerGroup")))
                .map(each -> each.metadata().get("topic"))
                .collect(Collectors.toCollection(TreeSet::new))
                .equals(topics(scaled.scaled()));
    }

    private static boolean hasCpu(ScaledObject scaled) {
        return scaled.spec().triggers().stream().anyMatch(each -> each.type().equals("cpu"));
    }

    private static Stream<ScaledObject.Trigger> lag(ScaledObject scaled) {
        return scaled.spec().triggers().stream().filter(each -> each.type().equals("kafka"));
    }

    private static Stream<String> bounds(Manifests manifests) {
        return manifests.all(ScaledObject.class).stream().flatMap(scaled -> {
            String name = scaled.scaled();
            int partitions = Stream.of(Topic.values())
                    .filter(each -> topics(name).contains(each.topicName()))
                    .mapToInt(Topic::partitions)
                    .max()
                    .orElse(0);
            return Stream.of(
                            manifests.find(Deployment.class, name).isPresent() ? "" : "there is no such Deployment",
                            manifests.find(HorizontalPodAutoscaler.class, name).isEmpty() ? "" : "is scaled twice",
                            scaled.spec().maxReplicaCount() <= partitions ? "" : "has idle instances")
                    .filter(each -> !each.isEmpty())
                    .map(each -> name + ": " + each);
        });
    }

    private static Stream<String> authentication(Manifests manifests) {
        return manifests.all(ScaledObject.class).stream()
                .flatMap(scaled -> lag(scaled)
                        .filter(trigger -> !isAuthenticated(manifests, trigger))
                        .map(trigger -> "%s: asks for the lag of %s without a certificate"
                                .formatted(scaled.scaled(), trigger.metadata().get("topic"))));
    }

    private static boolean isAuthenticated(Manifests manifests, ScaledObject.Trigger trigger) {
        return "enable".equals(trigger.metadata().get("tls"))
                && manifests.all(TriggerAuthentication.class).stream()
                        .filter(each -> each.metadata()
                                .getName()
                                .equals(trigger.authenticationRef().name()))
                        .anyMatch(each -> each.spec().secretTargetRef().stream()
                                .allMatch(key -> GeneratedSecrets.of(manifests)
                                        .getOrDefault(key.name(), Set.of())
                                        .contains(key.key())));
    }
}
