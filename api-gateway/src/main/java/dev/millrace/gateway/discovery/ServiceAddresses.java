package dev.millrace.gateway.discovery;

import io.quarkus.arc.Unremovable;
import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Optional;

/** Addresses of a service without a registry. {@link ClientDefaults} reads the keys; this mapping validates them. */
interface ServiceAddresses {
    /** For {@code discovery.type=static}: host:port of each instance. */
    List<@Pattern(regexp = ".+:\\d+", message = "must be host:port") String> addresses();

    /** For {@code discovery.type=dns}: the name whose SRV records list the instances. Unset: the service's name. */
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
