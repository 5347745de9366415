package dev.millrace.k8s.render;

import dev.millrace.k8s.crd.AuthorizationPolicy;
import dev.millrace.k8s.crd.DestinationRule;
import dev.millrace.k8s.crd.PeerAuthentication;
import dev.millrace.k8s.crd.PostgresCluster;
import dev.millrace.k8s.crd.PostgresDatabase;
import dev.millrace.k8s.crd.ScaledObject;
import dev.millrace.k8s.crd.TriggerAuthentication;
import dev.millrace.k8s.crd.VirtualService;
import io.fabric8.knative.eventing.v1alpha1.KafkaSink;
import io.fabric8.knative.sources.v1.KafkaSource;
import io.fabric8.knative.sources.v1.PingSource;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.util.Map;
import java.util.Optional;

/** The Java type of each kind of object. Other kinds are not allowed in the manifests. */
final class Kinds {
    private static final Map<String, Class<?>> TYPES = Map.ofEntries(
            Map.entry("v1/Namespace", Namespace.class),
            Map.entry("v1/ConfigMap", ConfigMap.class),
            Map.entry("v1/Service", Service.class),
            Map.entry("v1/ServiceAccount", ServiceAccount.class),
            Map.entry("apps/v1/Deployment", Deployment.class),
            Map.entry("batch/v1/Job", Job.class),
            Map.entry("autoscaling/v2/HorizontalPodAutoscaler", HorizontalPodAutoscaler.class),
            Map.entry("policy/v1/PodDisruptionBudget", PodDisruptionBudget.class),
            Map.entry("networking.k8s.io/v1/Ingress", Ingress.class),
            Map.entry("networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class),
            Map.entry("serving.knative.dev/v1/Service", io.fabric8.knative.serving.v1.Service.class),
            Map.entry("sources.knative.dev/v1/KafkaSource", KafkaSource.class),
            Map.entry("sources.knative.dev/v1/PingSource", PingSource.class),
            Map.entry("eventing.knative.dev/v1alpha1/KafkaSink", KafkaSink.class),
            Map.entry("kafka.strimzi.io/v1/Kafka", Kafka.class),
            Map.entry("kafka.strimzi.io/v1/KafkaNodePool", KafkaNodePool.class),
            Map.entry("kafka.strimzi.io/v1/KafkaTopic", KafkaTopic.class),
            Map.entry("kafka.strimzi.io/v1/KafkaUser", KafkaUser.class),
            Map.entry("postgresql.cnpg.io/v1/Cluster", PostgresCluster.class),
            Map.entry("postgresql.cnpg.io/v1/Database", PostgresDatabase.class),
            Map.entry("keda.sh/v1alpha1/ScaledObject", ScaledObject.class),
            Map.entry("keda.sh/v1alpha1/TriggerAuthentication", TriggerAuthentication.class),
            Map.entry("networking.istio.io/v1/VirtualService", VirtualService.class),
            Map.entry("networking.istio.io/v1/DestinationRule", DestinationRule.class),
            Map.entry("security.istio.io/v1/PeerAuthentication", PeerAuthentication.class),
            Map.entry("security.istio.io/v1/AuthorizationPolicy", AuthorizationPolicy.class));

    private Kinds() {}

    static Class<?> of(String apiVersion, String kind) {
        return Optional.<Class<?>>ofNullable(TYPES.get(apiVersion + "/" + kind))
                .orElseThrow(() -> new IllegalArgumentException("no type for " + apiVersion + "/" + kind));
    }
}
