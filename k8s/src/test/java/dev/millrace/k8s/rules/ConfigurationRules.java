package dev.millrace.k8s.rules;

import dev.millrace.k8s.config.ServiceKeys;
import dev.millrace.k8s.render.Manifests;
import dev.millrace.k8s.render.Workload;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rules for the services' configuration: each variable is set where needed and read by the service. */
final class ConfigurationRules {
    private static final Pattern FILE = Pattern.compile("/etc/millrace/[\\w./-]+");
    private static final String MIGRATE = "DATABASE_MIGRATE";

    private ConfigurationRules() {}

    static List<Rule> all() {
        return List.of(
                new Rule("services know the variables they are given", ConfigurationRules::variables),
                new Rule("files that configuration names are there", ConfigurationRules::files),
                new Rule("volumes are mounted and mounts have volumes", ConfigurationRules::mounts),
                new Rule("only jobs migrate", ConfigurationRules::migrations),
                new Rule("others can reach the port", ConfigurationRules::host));
    }

    private static Stream<Workload> ours(Manifests manifests) {
        return manifests.workloads().stream().filter(Workload::isOurs);
    }

    private static Stream<String> variables(Manifests manifests) {
        return ours(manifests).flatMap(workload -> {
            ServiceKeys keys = ServiceKeys.of(workload.module());
            return manifests.environment(workload).keySet().stream()
                    .filter(variable -> !keys.has(variable))
                    .map(variable -> "%s: %s is no key of %s".formatted(workload, variable, workload.module()));
        });
    }

    private static Stream<String> files(Manifests manifests) {
        return ours(manifests).flatMap(workload -> {
            Set<String> mounted = mounted(workload).collect(Collectors.toSet());
            return manifests.environment(workload).values().stream()
                    .flatMap(value -> FILE.matcher(value).results())
                    .map(MatchResult::group)
                    .filter(file -> !mounted.contains(file))
                    .map(file -> "%s: nothing is mounted as %s".formatted(workload, file));
        });
    }

    private static Stream<String> mounted(Workload workload) {
        Map<String, String> paths = workload.container().getVolumeMounts().stream()
                .collect(Collectors.toMap(VolumeMount::getName, VolumeMount::getMountPath));
        return workload.volumes().stream()
                .flatMap(volume -> items(volume).map(item -> paths.get(volume.getName()) + "/" + item.getPath()));
    }

    private static Stream<KeyToPath> items(Volume volume) {
        return Stream.concat(
                        Stream.ofNullable(volume.getSecret()).map(secret -> secret.getItems()),
                        Stream.ofNullable(volume.getProjected())
                                .flatMap(projected -> projected.getSources().stream())
                                .map(source -> source.getSecret().getItems()))
                .flatMap(Collection::stream);
    }

    private static Stream<String> mounts(Manifests manifests) {
        return manifests.workloads().stream().flatMap(workload -> {
            Set<String> volumes =
                    workload.volumes().stream().map(Volume::getName).collect(Collectors.toSet());
            Set<String> mounts = workload.container().getVolumeMounts().stream()
                    .map(VolumeMount::getName)
                    .collect(Collectors.toSet());
            return volumes.equals(mounts)
                    ? Stream.empty()
                    : Stream.of("%s: has volumes %s and mounts %s".formatted(workload, volumes, mounts));
        });
    }

    private static Stream<String> migrations(Manifests manifests) {
        Set<String> migrated = ours(manifests)
                .filter(each -> each.kind() == Workload.Kind.JOB)
                .filter(each -> "only".equals(manifests.environment(each).get(MIGRATE)))
                .map(Workload::module)
                .collect(Collectors.toSet());
        return ours(manifests)
                .filter(Workload::serves)
                .filter(each -> manifests.environment(each).containsKey("DATABASE_URL"))
                .flatMap(each -> Stream.of(
                                "off".equals(manifests.environment(each).get(MIGRATE)) ? "" : "migrates at its start",
                                migrated.contains(each.module()) ? "" : "is migrated by nobody")
                        .filter(violation -> !violation.isEmpty())
                        .map(violation -> each + ": " + violation));
    }

    private static Stream<String> host(Manifests manifests) {
        return ours(manifests)
                .filter(Workload::serves)
                .filter(each -> !"0.0.0.0".equals(manifests.environment(each).get("QUARKUS_HTTP_HOST")))
                .map(each -> each + ": listens to itself only");
    }
}
