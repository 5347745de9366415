package dev.millrace.k8s.crd;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.Map;

/** Istio's {@code PeerAuthentication}, with the fields used here; the package registry has no model of it. */
public record PeerAuthentication(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {

    /** @param selector null selects all pods of the namespace */
    public record Spec(LabelSelector selector, MutualTls mtls, Map<String, MutualTls> portLevelMtls) {}

    public record MutualTls(Mode mode) {}

    /** Whether callers without a certificate are accepted. */
    public enum Mode {
        STRICT,
        PERMISSIVE,
        DISABLE
    }
}
