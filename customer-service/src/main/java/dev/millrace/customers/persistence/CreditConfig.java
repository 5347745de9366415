package dev.millrace.customers.persistence;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;

/** How credit accounts are stored. */
@ConfigMapping(prefix = "customers.credit")
interface CreditConfig {
    /** An account's state is stored after each so many events, so that no more than these are read to rebuild it. */
    @WithDefault("100")
    @Min(1)
    int snapshotInterval();
}
