package dev.millrace.k8s.crd;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;
import java.util.Map;

/** Istio's {@code DestinationRule}, with the fields used here; the package registry has no model of it. */
public record DestinationRule(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {

    /** @param host name of a Service in the same namespace */
    public record Spec(String host, List<Subset> subsets) {}

    /** @param labels of the pods behind the Service that are meant */
    public record Subset(String name, Map<String, String> labels) {}
}
