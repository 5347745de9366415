package dev.millrace.chassis.deployment;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** What is deployed, and where a start is announced. The build sets version, commit and time. */
@ConfigMapping(prefix = "chassis.deployment")
interface DeploymentConfig {
    /** Version of the build. */
    String version();

    /** Commit of the build, with the suffix {@code -dirty} for uncommitted changes; {@code unknown} without Git. */
    String commit();

    /** Time of the commit, so that a build can be reproduced; {@code unknown} without Git. */
    String time();

    /** Topic to which each start is published; without a value it is only logged. */
    Optional<String> topic();
}
