package dev.millrace.k8s.render;

import java.nio.file.Path;
import java.util.Locale;

/** The directories that can be applied. */
public enum Overlay {
    BASE("base"),
    KNATIVE("overlays/knative"),
    HYBRID("overlays/hybrid"),
    MESH("overlays/mesh"),
    CANARY("overlays/canary"),
    LAG("overlays/lag"),
    LOCAL("overlays/local");

    private final Path directory;
    private String yaml;

    Overlay(String directory) {
        this.directory = Path.of(directory);
    }

    /** Creates new objects on each call, so that a test may modify them. */
    public Manifests manifests() {
        return Manifests.parse(yaml());
    }

    synchronized String yaml() {
        if (yaml == null) {
            yaml = Kustomize.render(directory);
        }
        return yaml;
    }

    public Path directory() {
        return directory;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
