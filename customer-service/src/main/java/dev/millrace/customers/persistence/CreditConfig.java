package dev.millrace.customers.persistence;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;

/** Configuration of the storage of credit accounts. */
@ConfigMapping(prefix = "customers.credit")
interface CreditConfig {
    /**
     * Number of events between two snapshots of an account: the maximum number of events that are read to rebuild it.
     */
    @WithDefault("20")
    @Min(1)
    int snapshotInterval();
}
