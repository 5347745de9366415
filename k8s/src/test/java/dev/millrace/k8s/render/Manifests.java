package dev.millrace.k8s.render;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The typed objects of an overlay. */
public final class Manifests {
    private final List<Object> objects = new ArrayList<>();

    private Manifests() {}

    static Manifests parse(String yaml) {
        Manifests manifests = new Manifests();
        for (JsonNode document : StrictYaml.documents(yaml)) {
            Class<?> type = Kinds.of(
                    document.path("apiVersion").asText(), document.path("kind").asText());
            manifests.objects.add(StrictYaml.read(document, type));
        }
        return manifests;
    }

    public <T> List<T> all(Class<T> type) {
        return objects.stream().filter(type::isInstance).map(type::cast).toList();
    }

    public <T extends HasMetadata> Optional<T> find(Class<T> type, String name) {
        return all(type).stream()
                .filter(each -> each.getMetadata().getName().equals(name))
                .findFirst();
    }

    /** The object with this name. */
    public <T extends HasMetadata> T get(Class<T> type, String name) {
        return find(type, name)
                .orElseThrow(() -> new IllegalArgumentException("no " + type.getSimpleName() + " " + name));
    }

    public void add(Object object) {
        objects.add(object);
    }

    public void remove(Object object) {
        objects.remove(object);
    }

    /** All objects that create pods of this project. */
    public List<Workload> workloads() {
        return Stream.of(
                        all(Deployment.class).stream().map(Workload::of),
                        all(Job.class).stream().map(Workload::of),
                        all(io.fabric8.knative.serving.v1.Service.class).stream()
                                .map(Workload::of))
                .flatMap(each -> each)
                .toList();
    }

    public Workload workload(String name) {
        return workloads().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no workload " + name));
    }

    /** The environment variables of the first container, which is the service's. Values from a Secret are empty. */
    public Map<String, String> environment(Workload workload) {
        Map<String, String> environment = new TreeMap<>();
        workload.container()
                .getEnvFrom()
                .forEach(source -> environment.putAll(
                        find(ConfigMap.class, source.getConfigMapRef().getName())
                                .map(ConfigMap::getData)
                                .orElse(Map.of())));
        workload.container()
                .getEnv()
                .forEach(each -> environment.put(
                        each.getName(), Optional.ofNullable(each.getValue()).orElse("")));
        return environment;
    }
}
