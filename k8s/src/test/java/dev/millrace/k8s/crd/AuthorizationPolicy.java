package dev.millrace.k8s.crd;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;

/** Istio's {@code AuthorizationPolicy}, with the fields used here. */
public record AuthorizationPolicy(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {

    /** An empty spec allows nothing. */
    public record Spec(LabelSelector selector, Action action, List<Rule> rules) {}

    /** What happens to a request that matches a rule. */
    public enum Action {
        ALLOW,
        DENY
    }

    public record Rule(List<From> from, List<To> to) {}

    public record From(Source source) {}

    /** @param principals {@code <trust domain>/ns/<namespace>/sa/<service account>} */
    public record Source(List<String> principals) {}

    public record To(Operation operation) {}

    public record Operation(List<String> ports) {}
}
