package dev.millrace.gateway.operations;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Optional;

/** Access of the console to the instances' management ports, for admins. */
@ConfigMapping(prefix = "gateway.operations")
interface OperationsConfig {
    /**
     * The management port of each instance, as {@code service=host:port}, separated by commas. Unset: the console shows
     * nothing of them.
     */
    Optional<List<@Pattern(regexp = "[a-z-]+=.+:\\d+", message = "must be service=host:port") String>> instances();
}
