package dev.millrace.k8s.crd;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;
import java.util.Map;

/** KEDA's {@code ScaledObject}, with the fields used here; the package registry has no model of it. */
public record ScaledObject(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {

    public record Spec(Target scaleTargetRef, int minReplicaCount, int maxReplicaCount, List<Trigger> triggers) {}

    public record Target(String apiVersion, String kind, String name) {}

    /** @param metricType of the triggers cpu and memory only */
    public record Trigger(
            String type, String metricType, Map<String, String> metadata, Authentication authenticationRef) {}

    /** Name of a {@link TriggerAuthentication} in the same namespace. */
    public record Authentication(String name) {}

    /** Name of the Deployment that is scaled. */
    public String scaled() {
        return spec.scaleTargetRef().name();
    }
}
