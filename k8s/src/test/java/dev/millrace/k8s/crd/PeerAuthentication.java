package dev.millrace.k8s.crd;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.Map;

/** Istio's {@code PeerAuthentication}; its models are not in the package registry. */
public record PeerAuthentication(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {

    /** @param selector all of the namespace when it is absent */
    public record Spec(LabelSelector selector, MutualTls mtls, Map<String, MutualTls> portLevelMtls) {}

    public record MutualTls(Mode mode) {}

    /** Whether a caller without a certificate is let in. */
    public enum Mode {
        STRICT,
        PERMISSIVE,
        DISABLE
    }
}
