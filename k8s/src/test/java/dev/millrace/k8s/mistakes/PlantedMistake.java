package dev.millrace.k8s.mistakes;

import dev.millrace.k8s.render.Manifests;
import dev.millrace.k8s.render.Overlay;
import java.util.function.Consumer;

/** A mistake planted in an overlay, and the rule that must find it. */
record PlantedMistake(String rule, Overlay in, String mistake, Consumer<Manifests> how) {
    @Override
    public String toString() {
        return "%s: %s".formatted(rule, mistake);
    }
}
