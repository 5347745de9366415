package dev.millrace.k8s.crd;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;

/** Istio's {@code AuthorizationPolicy}, as far as it is used here. */
public record AuthorizationPolicy(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {

    /** With nothing in it, it allows nothing to anybody. */
    public record Spec(LabelSelector selector, Action action, List<Rule> rules) {}

    /** What becomes of a request that a rule covers. */
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
