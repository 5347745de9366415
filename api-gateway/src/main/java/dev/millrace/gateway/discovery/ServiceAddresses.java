package dev.millrace.gateway.discovery;

import io.quarkus.arc.Unremovable;
import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Optional;

/** Where a service's instances are, when no registry tells. Read by {@link ClientDefaults}; kept to be checked. */
interface ServiceAddresses {
    /** For {@code discovery.type=static}: where each instance is. */
    List<@Pattern(regexp = ".+:\\d+", message = "must be host:port") String> addresses();

    /** For {@code discovery.type=dns}: the name whose SRV records list the instances; the service's name unless set. */
    Optional<String> hostname();

    @Unremovable
    @ConfigMapping(prefix = "order-service")
    interface OfOrderService extends ServiceAddresses {}

    @Unremovable
    @ConfigMapping(prefix = "customer-service")
    interface OfCustomerService extends ServiceAddresses {}

    @Unremovable
    @ConfigMapping(prefix = "order-history-service")
    interface OfOrderHistoryService extends ServiceAddresses {}
}
