package dev.millrace.k8s.mistakes;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.List;
import java.util.stream.Stream;

import static dev.millrace.k8s.mistakes.MistakeFactory.data;
import static dev.millrace.k8s.mistakes.MistakeFactory.in;
import static dev.millrace.k8s.render.Overlay.BASE;
import static dev.millrace.k8s.render.Overlay.HYBRID;
import static dev.millrace.k8s.render.Overlay.KNATIVE;

/** Mistakes in network policies and addresses. */
final class NetworkMistakes {
    private NetworkMistakes() {}

    static Stream<PlantedMistake> all() {
        return Stream.of(
                in(
                        BASE,
                        "addresses lead somewhere",
                        "no such Service",
                        all -> data(all, "api-gateway")
                                .put("ORDER_SERVICE_HOSTNAME", "_http._tcp.orders.millrace.svc.cluster.local")),
                in(
                        KNATIVE,
                        "addresses lead somewhere",
                        "another port",
                        all -> data(all, "api-gateway")
                                .put("ORDER_SERVICE_ADDRESSES", "order-service.millrace.svc.cluster.local:8081")),
                in(
                        BASE,
                        "nothing is open by default",
                        "no default",
                        all -> all.remove(all.get(NetworkPolicy.class, "default-deny"))),
                in(BASE, "names can be resolved", "no rule", all -> all.remove(all.get(NetworkPolicy.class, "dns"))),
                in(
                        BASE,
                        "whoever is told an address gets there",
                        "relay without Kafka",
                        all -> all.get(Deployment.class, "outbox-relay")
                                .getSpec()
                                .getTemplate()
                                .getMetadata()
                                .getLabels()
                                .remove("millrace.dev/kafka")),
                in(
                        BASE,
                        "whoever is told an address gets there",
                        "gateway not let in",
                        all -> all.remove(all.get(NetworkPolicy.class, "order-history-service"))),
                in(
                        HYBRID,
                        "whoever is told an address gets there",
                        "gateway without Knative",
                        all -> all.get(Deployment.class, "api-gateway")
                                .getSpec()
                                .getTemplate()
                                .getMetadata()
                                .getLabels()
                                .remove("millrace.dev/knative")),
                in(
                        KNATIVE,
                        "whoever is told an address gets there",
                        "no events",
                        all -> all.remove(all.get(NetworkPolicy.class, "kafka-eventing"))),
                in(
                        BASE,
                        "nobody gets to where nothing leads them",
                        "gateway to PostgreSQL",
                        all -> all.get(Deployment.class, "api-gateway")
                                .getSpec()
                                .getTemplate()
                                .getMetadata()
                                .getLabels()
                                .put("millrace.dev/postgres", "client")),
                in(
                        BASE,
                        "nobody gets to where nothing leads them",
                        "all callers",
                        all -> all.get(NetworkPolicy.class, "customer-service")
                                .getSpec()
                                .getIngress()
                                .getFirst()
                                .setFrom(List.of())),
                in(
                        KNATIVE,
                        "nobody gets to where nothing leads them",
                        "events by anybody",
                        all -> all.all(NetworkPolicy.class).stream()
                                .filter(each ->
                                        each.getMetadata().getNamespace().equals("kourier-system"))
                                .forEach(all::remove)));
    }
}
