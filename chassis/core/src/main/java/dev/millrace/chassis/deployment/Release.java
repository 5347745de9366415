package dev.millrace.chassis.deployment;

import io.quarkus.runtime.ImageMode;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The service and the build that this process runs. */
@ApplicationScoped
public class Release {
    private final String service;
    private final DeploymentConfig config;

    Release(@ConfigProperty(name = "quarkus.application.name") String service, DeploymentConfig config) {
        this.service = service;
        this.config = config;
    }

    public String service() {
        return service;
    }

    public String version() {
        return config.version();
    }

    public String commit() {
        return config.commit();
    }

    public String time() {
        return config.time();
    }

    /** {@code native} or {@code jvm}. */
    public String runtime() {
        return ImageMode.current() == ImageMode.NATIVE_RUN ? "native" : "jvm";
    }

    /** Version and commit. */
    public String name() {
        return version() + "+" + commit();
    }
}
