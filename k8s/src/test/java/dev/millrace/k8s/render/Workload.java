package dev.millrace.k8s.render;

import io.fabric8.knative.serving.v1.RevisionSpec;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An object that creates pods, whatever its kind, and the pods' template. */
public record Workload(
        Kind kind,
        String name,
        ObjectMeta pod,
        List<Container> containers,
        List<Volume> volumes,
        String serviceAccount,
        Boolean automountsToken,
        Boolean serviceLinks,
        Optional<PodSecurityContext> security,
        Optional<Long> gracePeriodSeconds,
        List<TopologySpreadConstraint> spread) {

    private static final String IMAGES = "ghcr.io/millrace/";

    /** How pods are created and removed. */
    public enum Kind {
        DEPLOYMENT,
        JOB,
        KNATIVE
    }

    static Workload of(Deployment deployment) {
        return of(Kind.DEPLOYMENT, deployment, deployment.getSpec().getTemplate());
    }

    static Workload of(Job job) {
        return of(Kind.JOB, job, job.getSpec().getTemplate());
    }

    static Workload of(io.fabric8.knative.serving.v1.Service service) {
        RevisionSpec spec = service.getSpec().getTemplate().getSpec();
        return new Workload(
                Kind.KNATIVE,
                service.getMetadata().getName(),
                service.getSpec().getTemplate().getMetadata(),
                spec.getContainers(),
                spec.getVolumes(),
                spec.getServiceAccountName(),
                spec.getAutomountServiceAccountToken(),
                spec.getEnableServiceLinks(),
                Optional.ofNullable(spec.getSecurityContext()),
                Optional.empty(),
                spec.getTopologySpreadConstraints());
    }

    private static Workload of(Kind kind, HasMetadata owner, PodTemplateSpec template) {
        PodSpec spec = template.getSpec();
        return new Workload(
                kind,
                owner.getMetadata().getName(),
                template.getMetadata(),
                spec.getContainers(),
                spec.getVolumes(),
                spec.getServiceAccountName(),
                spec.getAutomountServiceAccountToken(),
                spec.getEnableServiceLinks(),
                Optional.ofNullable(spec.getSecurityContext()),
                Optional.ofNullable(spec.getTerminationGracePeriodSeconds()),
                spec.getTopologySpreadConstraints());
    }

    public Container container() {
        return containers.getFirst();
    }

    /** Whether the image is built by this project. */
    public boolean isOurs() {
        return container().getImage().startsWith(IMAGES);
    }

    /** The module that the image is built from. */
    public String module() {
        return container().getImage().substring(IMAGES.length()).replaceAll("[:@].*", "");
    }

    public Map<String, String> labels() {
        return pod.getLabels();
    }

    public boolean serves() {
        return kind != Kind.JOB;
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase() + " " + name;
    }
}
