package dev.millrace.k8s.mistakes;

import dev.millrace.k8s.crd.PeerAuthentication;
import io.fabric8.knative.sources.v1.KafkaSource;
import io.fabric8.knative.sources.v1.PingSource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.stream.Stream;

import static dev.millrace.k8s.mistakes.MistakeFactory.data;
import static dev.millrace.k8s.mistakes.MistakeFactory.in;
import static dev.millrace.k8s.mistakes.MistakeFactory.policy;
import static dev.millrace.k8s.mistakes.MistakeFactory.revision;
import static dev.millrace.k8s.render.Overlay.KNATIVE;
import static dev.millrace.k8s.render.Overlay.MESH;

/** Mistakes in the configuration of Knative and the mesh. */
final class PlatformMistakes {
    private PlatformMistakes() {}

    static Stream<PlantedMistake> all() {
        return Stream.of(knative(), mesh()).flatMap(each -> each);
    }

    private static Stream<PlantedMistake> knative() {
        return Stream.of(
                in(
                        KNATIVE,
                        "Knative scales to zero, and not without end",
                        "pinned",
                        all -> revision(all).getAnnotations().put("autoscaling.knative.dev/min-scale", "1")),
                in(
                        KNATIVE,
                        "Knative scales to zero, and not without end",
                        "endless",
                        all -> revision(all).getAnnotations().remove("autoscaling.knative.dev/max-scale")),
                in(
                        KNATIVE,
                        "what scales to zero has no consumers",
                        "pulls",
                        all -> data(all, "push").put("MESSAGING_MODE", "pull")),
                in(
                        KNATIVE,
                        "what is pushed to has a source of its topics",
                        "none",
                        all -> all.remove(all.get(KafkaSource.class, "order-service"))),
                in(
                        KNATIVE,
                        "what is pushed to has a source of its topics",
                        "another topic",
                        all -> all.get(KafkaSource.class, "order-service")
                                .getSpec()
                                .setTopics(List.of("order.events"))),
                in(
                        KNATIVE,
                        "what is pushed to has a source of its topics",
                        "any order",
                        all -> all.get(KafkaSource.class, "order-service")
                                .getSpec()
                                .setOrdering("unordered")),
                in(
                        KNATIVE,
                        "what runs sagas is woken for those that wait in vain",
                        "none",
                        all -> all.remove(all.get(PingSource.class, "order-service"))),
                in(
                        KNATIVE,
                        "what cannot be delivered is kept",
                        "dropped",
                        all -> all.get(KafkaSource.class, "order-service")
                                .getSpec()
                                .getDelivery()
                                .setDeadLetterSink(null)),
                in(
                        KNATIVE,
                        "the relay never scales to zero",
                        "it does",
                        all -> all.get(io.fabric8.knative.serving.v1.Service.class, "order-service")
                                .getSpec()
                                .getTemplate()
                                .getSpec()
                                .getContainers()
                                .getFirst()
                                .setImage("ghcr.io/millrace/outbox-relay:0.1.0")),
                in(KNATIVE, "a name is one Service's", "two", all -> {
                    Service second = new Service();
                    second.setMetadata(new ObjectMeta());
                    second.getMetadata().setName("order-service");
                    all.add(second);
                }));
    }

    private static Stream<PlantedMistake> mesh() {
        return Stream.of(
                in(
                        MESH,
                        "in the mesh, callers show certificates",
                        "not there",
                        all -> all.remove(all.all(PeerAuthentication.class).stream()
                                .filter(each -> each.spec().selector() == null)
                                .findFirst()
                                .orElseThrow())),
                in(
                        MESH,
                        "in the mesh, all of ours take part",
                        "one does not",
                        all -> all.get(Deployment.class, "order-service")
                                .getSpec()
                                .getTemplate()
                                .getMetadata()
                                .getLabels()
                                .remove("sidecar.istio.io/inject")),
                in(
                        MESH,
                        "in the mesh, the network's callers may call, and nobody else",
                        "one may not",
                        all -> all.remove(policy(all, "customer-service"))),
                in(
                        MESH,
                        "in the mesh, the network's callers may call, and nobody else",
                        "others may",
                        all -> all.remove(policy(all, "nobody"))));
    }
}
