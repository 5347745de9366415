package dev.millrace.gateway.discovery;

import io.quarkus.arc.Unremovable;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;

/** Overflow of each service. {@link ClientDefaults} reads the keys; this mapping validates them. */
interface OverflowConfig {
    /** One less than the client's bulkhead, which counts the calls to base and overflow together. */
    int MOST = 199;

    /** A single host:port, which must accept calls even when scaled to zero. Unset: the instances take all calls. */
    Optional<@Pattern(regexp = ".+:\\d+", message = "must be host:port") String> address();

    /** Concurrent calls for each instance; calls beyond that go to the address. */
    @Min(1)
    @Max(MOST)
    @WithDefault("50")
    int capacity();

    @Unremovable
    @ConfigMapping(prefix = "overflow.order-service")
    interface OfOrderService extends OverflowConfig {}
}
