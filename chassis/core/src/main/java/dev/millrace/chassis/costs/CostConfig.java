package dev.millrace.chassis.costs;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;

/** Cost attribution and its price list. */
@ConfigMapping(prefix = "costs")
interface CostConfig {
    /** Whether requests are accounted for. If not, nothing is measured and there are no {@code cost.*} metrics. */
    @WithDefault("true")
    boolean enabled();

    /** ISO 4217 code of the prices. */
    @WithDefault("EUR")
    @Pattern(regexp = "[A-Z]{3}", message = "must be an ISO 4217 code")
    String currency();

    /** Price of an hour of one processor. */
    @WithDefault("0.04")
    @PositiveOrZero
    double cpuHour();

    /** Price of holding one database connection for an hour. */
    @WithDefault("0.02")
    @PositiveOrZero
    double connectionHour();

    /** Price of 10<sup>9</sup> bytes of request and response bodies. */
    @WithDefault("0.05")
    @PositiveOrZero
    double gigabyte();

    /** Number of tenants with metrics of their own; later ones share {@code tenant="other"}. */
    @WithDefault("100")
    @Min(1)
    int maximumTenants();
}
