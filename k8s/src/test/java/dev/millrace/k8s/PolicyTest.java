package dev.millrace.k8s;

import dev.millrace.k8s.render.Overlay;
import dev.millrace.k8s.rules.Rule;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class PolicyTest {

    static Stream<Arguments> everywhere() {
        return Stream.of(Overlay.values())
                .flatMap(overlay -> Rule.all().stream().map(rule -> Arguments.of(overlay, rule)));
    }

    /** Rendering and parsing are checked as well: a failure there fails every rule. */
    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("everywhere")
    void shouldHoldWhereverItIsApplied(Overlay overlay, Rule rule) {
        assertThat(rule.brokenBy(overlay.manifests())).isEmpty();
    }
}
