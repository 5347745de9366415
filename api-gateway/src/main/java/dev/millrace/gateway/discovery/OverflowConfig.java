package dev.millrace.gateway.discovery;

import io.quarkus.arc.Unremovable;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;

/** Where calls go that are too many for a service's instances. Read by {@link ClientDefaults}; kept to be checked. */
interface OverflowConfig {
    /** One below a client's bulkhead, which holds those with the base and those with the overflow. */
    int MOST = 199;

    /** One address, which answers whether or not anything runs behind it; unless set, the instances take all calls. */
    Optional<@Pattern(regexp = ".+:\\d+", message = "must be host:port") String> address();

    /** Calls that each instance takes at once. What exceeds it goes to the address. */
    @Min(1)
    @Max(MOST)
    @WithDefault("50")
    int capacity();

    @Unremovable
    @ConfigMapping(prefix = "overflow.order-service")
    interface OfOrderService extends OverflowConfig {}
}
