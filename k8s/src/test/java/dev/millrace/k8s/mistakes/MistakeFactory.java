package dev.millrace.k8s.mistakes;

import dev.millrace.k8s.crd.AuthorizationPolicy;
import dev.millrace.k8s.crd.PostgresCluster;
import dev.millrace.k8s.render.Manifests;
import dev.millrace.k8s.render.Overlay;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.strimzi.api.kafka.model.user.KafkaUser;
import io.strimzi.api.kafka.model.user.KafkaUserAuthorizationSimple;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import static dev.millrace.k8s.render.Overlay.BASE;

/** Ways to plant a mistake in manifests. */
final class MistakeFactory {
    private MistakeFactory() {}

    static PlantedMistake in(Overlay overlay, String rule, String mistake, Consumer<Manifests> how) {
        return new PlantedMistake(rule, overlay, mistake, how);
    }

    static PlantedMistake spec(String rule, String mistake, Consumer<PodSpec> how) {
        return in(
                BASE,
                rule,
                mistake,
                all -> how.accept(all.get(Deployment.class, "order-service")
                        .getSpec()
                        .getTemplate()
                        .getSpec()));
    }

    static PlantedMistake pod(String rule, String mistake, Consumer<Container> how) {
        return spec(rule, mistake, spec -> how.accept(spec.getContainers().getFirst()));
    }

    /** A generated ConfigMap by its name without the hash. */
    static ConfigMap named(Manifests all, String name) {
        return all.all(ConfigMap.class).stream()
                .filter(each -> each.getMetadata().getName().matches(name + "-[a-z0-9]{10}"))
                .findFirst()
                .orElseThrow();
    }

    static Map<String, String> data(Manifests all, String name) {
        return named(all, name).getData();
    }

    static void value(Container container, String variable, String value) {
        container.getEnv().stream()
                .filter(each -> each.getName().equals(variable))
                .forEach(each -> each.setValue(value));
    }

    static PostgresCluster.Spec cluster(Manifests all) {
        return all.all(PostgresCluster.class).getFirst().spec();
    }

    static List<io.strimzi.api.kafka.model.user.acl.AclRule> acls(Manifests all, String user) {
        return ((KafkaUserAuthorizationSimple)
                        all.get(KafkaUser.class, user).getSpec().getAuthorization())
                .getAcls();
    }

    static ObjectMeta revision(Manifests all) {
        return all.get(io.fabric8.knative.serving.v1.Service.class, "order-service")
                .getSpec()
                .getTemplate()
                .getMetadata();
    }

    static AuthorizationPolicy policy(Manifests all, String name) {
        return all.all(AuthorizationPolicy.class).stream()
                .filter(each -> each.metadata().getName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
