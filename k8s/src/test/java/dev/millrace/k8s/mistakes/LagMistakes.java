package dev.millrace.k8s.mistakes;

import dev.millrace.k8s.crd.ScaledObject;
import dev.millrace.k8s.crd.TriggerAuthentication;
import dev.millrace.k8s.render.Manifests;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import java.util.stream.Stream;

import static dev.millrace.k8s.mistakes.MistakeFactory.in;
import static dev.millrace.k8s.render.Overlay.LAG;

/** Mistakes in the scaling by lag. */
final class LagMistakes {
    private static final String BY_LAG = "consumers are scaled by the lag of their topics and by CPU";
    private static final String ONE = "a Deployment has one autoscaler, and no more instances than partitions";

    private LagMistakes() {}

    static Stream<PlantedMistake> all() {
        return Stream.of(
                in(
                        LAG,
                        BY_LAG,
                        "a topic left out",
                        all -> orders(all).spec().triggers().removeLast()),
                in(LAG, BY_LAG, "no CPU", all -> orders(all).spec().triggers().removeFirst()),
                in(
                        LAG,
                        BY_LAG,
                        "another group",
                        all -> orders(all)
                                .spec()
                                .triggers()
                                .getLast()
                                .metadata()
                                .put("consumerGroup", "customer-service")),
                in(
                        LAG,
                        ONE,
                        "two",
                        all -> all.add(new HorizontalPodAutoscalerBuilder()
                                .withNewMetadata()
                                .withName("order-service")
                                .endMetadata()
                                .build())),
                in(LAG, ONE, "idle", all -> {
                    ScaledObject orders = orders(all);
                    ScaledObject.Spec spec = orders.spec();
                    all.remove(orders);
                    all.add(new ScaledObject(
                            orders.apiVersion(),
                            orders.kind(),
                            orders.metadata(),
                            new ScaledObject.Spec(spec.scaleTargetRef(), spec.minReplicaCount(), 99, spec.triggers())));
                }),
                in(
                        LAG,
                        "who asks for a lag shows a certificate",
                        "none",
                        all -> all.all(TriggerAuthentication.class).forEach(all::remove)));
    }

    private static ScaledObject orders(Manifests all) {
        return all.all(ScaledObject.class).stream()
                .filter(each -> each.scaled().equals("order-service"))
                .findFirst()
                .orElseThrow();
    }
}
