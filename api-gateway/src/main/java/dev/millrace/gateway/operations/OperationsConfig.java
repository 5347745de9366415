package dev.millrace.gateway.operations;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Optional;

/** What the console shows to admins of the instances' management ports. */
@ConfigMapping(prefix = "gateway.operations")
interface OperationsConfig {
    /**
     * The management port of each instance, as {@code service=host:port}, separated by commas. Unset: the console shows
     * nothing of them.
     */
    Optional<List<@Pattern(regexp = "[a-z-]+=.+:\\d+", message = "must be service=host:port") String>> instances();
}
