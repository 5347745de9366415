package dev.millrace.k8s.rules;

import dev.millrace.k8s.render.Manifests;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A rule for everything that can be applied.
 *
 * @param violations one line for each object that violates the rule
 */
public record Rule(String name, Function<Manifests, Stream<String>> violations) {

    public static List<Rule> all() {
        return Stream.of(
                        PodRules.all(),
                        ProbeRules.all(),
                        ConfigurationRules.all(),
                        ReferenceRules.all(),
                        NetworkRules.all(),
                        PostgresRules.all(),
                        KafkaRules.all(),
                        KnativeRules.all(),
                        MeshRules.all(),
                        CanaryRules.all(),
                        LagRules.all())
                .flatMap(List::stream)
                .toList();
    }

    public List<String> brokenBy(Manifests manifests) {
        return violations.apply(manifests).toList();
    }

    @Override
    public String toString() {
        return name;
    }
}
