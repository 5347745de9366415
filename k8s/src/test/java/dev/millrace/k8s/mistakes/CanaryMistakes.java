package dev.millrace.k8s.mistakes;

import dev.millrace.k8s.crd.DestinationRule;
import dev.millrace.k8s.crd.VirtualService;
import dev.millrace.k8s.crd.VirtualService.Route;
import dev.millrace.k8s.render.Manifests;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static dev.millrace.k8s.mistakes.MistakeFactory.in;
import static dev.millrace.k8s.render.Overlay.CANARY;

/** Mistakes in the second version beside the stable one. */
final class CanaryMistakes {
    private static final String COPY = "a canary is its stable version with another image";
    private static final String WEIGHTS = "weights share out all requests, most to the stable version";
    private static final String ONE = "each destination of a weight is one version";

    private CanaryMistakes() {}

    static Stream<PlantedMistake> all() {
        return Stream.of(
                in(CANARY, COPY, "another variable", all -> MistakeFactory.value(container(all), "DATABASE_URL", "")),
                in(
                        CANARY,
                        COPY,
                        "another image",
                        all -> container(all).setImage("ghcr.io/millrace/outbox-relay:0.1.0")),
                in(CANARY, "a canary's requests come by weight", "no route", all -> all.remove(route(all))),
                in(CANARY, WEIGHTS, "too few", all -> weigh(all, 90, 5)),
                in(CANARY, WEIGHTS, "the wrong way round", all -> weigh(all, 5, 95)),
                in(CANARY, ONE, "no subsets", all -> all.remove(subsets(all))),
                in(
                        CANARY,
                        ONE,
                        "a subset of both",
                        all -> subsets(all)
                                .spec()
                                .subsets()
                                .set(0, new DestinationRule.Subset("stable", Map.of("millrace.dev/mesh", "member")))),
                in(
                        CANARY,
                        "Services lead to pods and their ports",
                        "the canary only",
                        all -> all.remove(all.get(Deployment.class, "order-service"))),
                in(
                        CANARY,
                        "Services lead to pods and their ports",
                        "two stable versions",
                        all -> pods(all).getMetadata().getLabels().put("version", "stable")));
    }

    private static PodTemplateSpec pods(Manifests all) {
        return all.get(Deployment.class, "order-service-canary").getSpec().getTemplate();
    }

    private static Container container(Manifests all) {
        return pods(all).getSpec().getContainers().getFirst();
    }

    private static VirtualService route(Manifests all) {
        return all.all(VirtualService.class).getFirst();
    }

    private static DestinationRule subsets(Manifests all) {
        return all.all(DestinationRule.class).getFirst();
    }

    private static void weigh(Manifests all, int stable, int canary) {
        List<Route> route = route(all).spec().http().getFirst().route();
        route.set(0, new Route(route.get(0).destination(), stable));
        route.set(1, new Route(route.get(1).destination(), canary));
    }
}
