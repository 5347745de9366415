package dev.millrace.k8s.crd;

import io.fabric8.kubernetes.api.model.ObjectMeta;

/** CloudNativePG's {@code Database}, with the fields used here. */
public record PostgresDatabase(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {

    public record Spec(String name, String owner, ClusterName cluster) {}

    public record ClusterName(String name) {}
}
