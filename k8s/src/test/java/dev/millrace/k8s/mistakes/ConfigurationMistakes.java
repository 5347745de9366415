package dev.millrace.k8s.mistakes;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static dev.millrace.k8s.mistakes.MistakeFactory.data;
import static dev.millrace.k8s.mistakes.MistakeFactory.in;
import static dev.millrace.k8s.mistakes.MistakeFactory.named;
import static dev.millrace.k8s.mistakes.MistakeFactory.pod;
import static dev.millrace.k8s.mistakes.MistakeFactory.spec;
import static dev.millrace.k8s.render.Overlay.BASE;
import static dev.millrace.k8s.render.Overlay.KNATIVE;

/** Mistakes in configuration and names. */
final class ConfigurationMistakes {
    private ConfigurationMistakes() {}

    static Stream<PlantedMistake> all() {
        return Stream.of(configuration(), references()).flatMap(each -> each);
    }

    private static Stream<PlantedMistake> configuration() {
        return Stream.of(
                pod(
                        "services know the variables they are given",
                        "misspelt",
                        container -> container.getEnv().add(new EnvVar("DATABASE_URI", "", null))),
                pod(
                        "services know the variables they are given",
                        "another service's",
                        container -> container.getEnv().add(new EnvVar("RELAY_MODE", "polling", null))),
                pod(
                        "services know the variables they are given",
                        "fixed when built",
                        container -> container.getEnv().add(new EnvVar("QUARKUS_DATASOURCE_DB_KIND", "h2", null))),
                pod(
                        "services know the variables they are given",
                        "no setting of Kafka's",
                        container -> container.getEnv().add(new EnvVar("KAFKA_SSL_KEYSTORE_FILE", "/tmp/a", null))),
                spec(
                        "files that configuration names are there",
                        "no certificate",
                        spec -> spec.getVolumes().stream()
                                .filter(each -> each.getName().equals("kafka"))
                                .forEach(each -> each.getProjected().setSources(List.of()))),
                spec(
                        "volumes are mounted and mounts have volumes",
                        "no volume",
                        spec -> spec.getVolumes().removeLast()),
                in(
                        BASE,
                        "only jobs migrate",
                        "at each start",
                        all -> data(all, "database").put("DATABASE_MIGRATE", "at-start")),
                in(
                        KNATIVE,
                        "only jobs migrate",
                        "nobody does",
                        all -> all.remove(all.get(Job.class, "order-service-migration"))),
                in(
                        BASE,
                        "others can reach the port",
                        "loopback",
                        all -> data(all, "http").put("QUARKUS_HTTP_HOST", "127.0.0.1")));
    }

    private static Stream<PlantedMistake> references() {
        return Stream.of(
                in(BASE, "configuration that is named is there", "gone", all -> all.remove(named(all, "kafka"))),
                pod(
                        "secrets that are named are made by somebody",
                        "another name",
                        container -> container.getEnv().stream()
                                .filter(each -> each.getName().equals("DATABASE_PASSWORD"))
                                .forEach(each ->
                                        each.getValueFrom().getSecretKeyRef().setName("database"))),
                pod(
                        "secrets that are named are made by somebody",
                        "another key",
                        container -> container.getEnv().stream()
                                .filter(each -> each.getName().equals("DATABASE_PASSWORD"))
                                .forEach(each ->
                                        each.getValueFrom().getSecretKeyRef().setKey("pass"))),
                in(
                        BASE,
                        "Services lead to pods and their ports",
                        "no such label",
                        all -> all.get(Service.class, "customer-service")
                                .getSpec()
                                .setSelector(Map.of("app", "customer-service"))),
                in(
                        BASE,
                        "Services lead to pods and their ports",
                        "too many",
                        all -> all.get(Service.class, "customer-service")
                                .getSpec()
                                .setSelector(Map.of("app.kubernetes.io/part-of", "millrace"))),
                pod(
                        "Services lead to pods and their ports",
                        "port renamed",
                        container -> container.getPorts().getFirst().setName("web")),
                in(
                        BASE,
                        "the ingress leads to a Service",
                        "gone",
                        all -> all.all(Ingress.class)
                                .getFirst()
                                .getSpec()
                                .getRules()
                                .getFirst()
                                .getHttp()
                                .getPaths()
                                .getFirst()
                                .getBackend()
                                .getService()
                                .setName("gateway")),
                in(
                        BASE,
                        "autoscalers have something to scale",
                        "gone",
                        all -> all.get(HorizontalPodAutoscaler.class, "order-service")
                                .getSpec()
                                .getScaleTargetRef()
                                .setName("orders")),
                in(
                        BASE,
                        "every Deployment of ours has a disruption budget",
                        "none",
                        all -> all.remove(all.get(PodDisruptionBudget.class, "outbox-relay"))));
    }
}
