package dev.millrace.k8s.crd;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;

/** KEDA's {@code TriggerAuthentication}, with the fields used here; the package registry has no model of it. */
public record TriggerAuthentication(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {

    public record Spec(List<Parameter> secretTargetRef) {}

    /** @param key of the Secret {@code name}, whose value becomes the trigger's parameter */
    public record Parameter(String parameter, String name, String key) {}
}
