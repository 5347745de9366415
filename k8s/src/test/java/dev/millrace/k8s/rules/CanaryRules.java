package dev.millrace.k8s.rules;

import dev.millrace.k8s.crd.DestinationRule;
import dev.millrace.k8s.crd.VirtualService;
import dev.millrace.k8s.crd.VirtualService.Route;
import dev.millrace.k8s.render.Manifests;
import dev.millrace.k8s.render.Workload;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.stream.Stream;

/** A canary differs from its stable version by the image only, and the mesh gives it its share of the requests. */
final class CanaryRules {
    private static final String VERSION = "version";
    private static final String CANARY = "canary";
    private static final String SUFFIX = "-canary";

    private CanaryRules() {}

    static List<Rule> all() {
        return List.of(
                new Rule("a canary is its stable version with another image", CanaryRules::copies),
                new Rule("a canary's requests come by weight", CanaryRules::routed),
                new Rule("weights share out all requests, most to the stable version", CanaryRules::weights),
                new Rule("each destination of a weight is one version", CanaryRules::destinations));
    }

    static boolean isCanary(Workload workload) {
        return CANARY.equals(workload.labels().get(VERSION));
    }

    private static Stream<String> copies(Manifests manifests) {
        return canaries(manifests)
                .filter(canary -> manifests
                        .find(Deployment.class, canary.name().replace(SUFFIX, ""))
                        .filter(stable -> withoutVersion(stable)
                                .equals(withoutVersion(manifests.get(Deployment.class, canary.name()))))
                        .isEmpty())
                .map(canary -> canary + ": is not a copy of " + canary.name().replace(SUFFIX, ""));
    }

    /** The pods of a Deployment without what tells a canary's apart: the label and the image's tag. */
    private static PodTemplateSpec withoutVersion(Deployment deployment) {
        PodTemplateSpec pods = deployment.getSpec().getTemplate();
        String image = pods.getSpec().getContainers().getFirst().getImage();
        return new PodTemplateSpecBuilder(pods)
                .editMetadata()
                .removeFromLabels(VERSION)
                .endMetadata()
                .editSpec()
                .editFirstContainer()
                .withImage(image.substring(0, image.lastIndexOf(':')))
                .endContainer()
                .endSpec()
                .build();
    }

    private static Stream<String> routed(Manifests manifests) {
        return canaries(manifests)
                .filter(canary -> routes(manifests)
                        .flatMap(List::stream)
                        .noneMatch(route -> reached(manifests, route).contains(canary)))
                .map(canary -> canary + ": no route names it, so it gets requests by its number of instances");
    }

    private static Stream<String> weights(Manifests manifests) {
        return routes(manifests).flatMap(route -> {
            int all = route.stream().mapToInt(Route::weight).sum();
            int tried = route.stream()
                    .filter(each -> reached(manifests, each).stream().anyMatch(CanaryRules::isCanary))
                    .mapToInt(Route::weight)
                    .sum();
            String host = route.getFirst().destination().host();
            return Stream.of(
                            all == 100 ? "" : "%s: the weights add up to %d".formatted(host, all),
                            2 * tried < all ? "" : "%s: %d of %d go to the canary".formatted(host, tried, all))
                    .filter(each -> !each.isEmpty());
        });
    }

    private static Stream<String> destinations(Manifests manifests) {
        return routes(manifests)
                .flatMap(List::stream)
                .filter(each -> reached(manifests, each).size() != 1)
                .map(each -> "%s reaches %s".formatted(each.destination(), reached(manifests, each)));
    }

    private static Stream<Workload> canaries(Manifests manifests) {
        return manifests.workloads().stream().filter(CanaryRules::isCanary);
    }

    private static Stream<List<Route>> routes(Manifests manifests) {
        return manifests.all(VirtualService.class).stream()
                .flatMap(each -> each.spec().http().stream())
                .map(VirtualService.Http::route);
    }

    /** The workloads behind the destination's Service that the destination's subset selects. */
    private static List<Workload> reached(Manifests manifests, Route route) {
        String host = route.destination().host();
        return manifests.all(DestinationRule.class).stream()
                .filter(each -> each.spec().host().equals(host))
                .flatMap(each -> each.spec().subsets().stream())
                .filter(each -> each.name().equals(route.destination().subset()))
                .flatMap(subset -> manifests.find(Service.class, host).stream()
                        .flatMap(service -> ReferenceRules.behind(manifests, service).stream())
                        .filter(each -> Labels.match(subset.labels(), each.labels())))
                .toList();
    }
}
