package dev.millrace.k8s.mistakes;

import dev.millrace.k8s.render.Manifests;
import dev.millrace.k8s.rules.Rule;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Each rule finds the mistakes that are planted for it. */
class PlantedMistakesTest {

    static Stream<PlantedMistake> mistakes() {
        return Stream.of(
                        PodMistakes.all(),
                        ConfigurationMistakes.all(),
                        NetworkMistakes.all(),
                        DataMistakes.all(),
                        PlatformMistakes.all(),
                        CanaryMistakes.all(),
                        LagMistakes.all())
                .flatMap(each -> each);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void shouldBeFoundWhenItIsPlanted(PlantedMistake planted) {
        Rule rule = Rule.all().stream()
                .filter(each -> each.name().equals(planted.rule()))
                .findFirst()
                .orElseThrow();
        Manifests manifests = planted.in().manifests();
        planted.how().accept(manifests);
        assertThat(rule.brokenBy(manifests)).isNotEmpty();
    }

    @Test
    void shouldBeThereForEveryRule() {
        Set<String> tried = mistakes().map(PlantedMistake::rule).collect(Collectors.toSet());
        assertThat(tried).isEqualTo(Rule.all().stream().map(Rule::name).collect(Collectors.toSet()));
    }
}
