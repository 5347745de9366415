package dev.millrace.k8s.crd;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;

/** Istio's {@code VirtualService}, with the fields used here; the package registry has no model of it. */
public record VirtualService(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {

    /** @param hosts names of Services in the same namespace */
    public record Spec(List<String> hosts, List<Http> http) {}

    public record Http(List<Route> route) {}

    /** @param weight percentage of the requests; the weights of a route's destinations add up to 100 */
    public record Route(Destination destination, int weight) {}

    /** @param subset a name in the host's {@link DestinationRule} */
    public record Destination(String host, String subset) {}
}
