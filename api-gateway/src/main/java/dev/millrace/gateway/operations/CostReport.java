package dev.millrace.gateway.operations;

import dev.millrace.gateway.operations.ComposedList.Missing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What requests have cost since the instances' starts.
 *
 * @param items a line for each service, route and tenant, the most expensive first
 * @param missing services that did not answer
 */
public record CostReport(List<Line> items, List<Missing> missing) {
    /** @param cost at the prices of the service's configuration */
    public record Line(
            String service,
            @Nullable String route,
            @Nullable String tenant,
            double requests,
            double cpuSeconds,
            double connectionSeconds,
            double bytes,
            double cost,
            String currency) {}
}
