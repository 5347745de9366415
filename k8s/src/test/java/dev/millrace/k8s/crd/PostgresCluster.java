package dev.millrace.k8s.crd;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.util.List;
import java.util.Map;

/**
 * CloudNativePG's {@code Cluster}, with the fields used here; no package has a model of it. The fields' names are those
 * of its API reference for 1.28.
 */
public record PostgresCluster(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {

    public record Spec(
            String imageName,
            int instances,
            Boolean enableSuperuserAccess,
            Bootstrap bootstrap,
            Managed managed,
            PostgreSql postgresql,
            Storage storage,
            Storage walStorage,
            ResourceRequirements resources,
            Affinity affinity) {}

    public record Bootstrap(InitDb initdb) {}

    public record InitDb(String database, String owner, SecretName secret, String encoding, Boolean dataChecksums) {}

    public record SecretName(String name) {}

    public record Managed(List<Role> roles) {}

    /** @param ensure {@code present} or {@code absent} */
    public record Role(String name, String ensure, boolean login, boolean replication, SecretName passwordSecret) {}

    /**
     * @param pg_hba rules after the operator's own rules and before its catch-all, which admits every role to every
     *     database
     */
    public record PostgreSql(Synchronous synchronous, Map<String, String> parameters, List<String> pg_hba) {}

    public record Synchronous(String method, int number, String dataDurability) {}

    public record Storage(String size) {}

    public record Affinity(boolean enablePodAntiAffinity, String topologyKey, String podAntiAffinityType) {}
}
