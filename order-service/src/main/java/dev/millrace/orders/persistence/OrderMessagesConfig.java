package dev.millrace.orders.persistence;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** What order-service publishes. */
@ConfigMapping(prefix = "orders.messages")
public interface OrderMessagesConfig {
    /** Version in which a new order is published, 1 or 2. Change it once all consumers handle the higher one. */
    @WithDefault("1")
    @Min(1)
    @Max(2)
    int createdVersion();
}
