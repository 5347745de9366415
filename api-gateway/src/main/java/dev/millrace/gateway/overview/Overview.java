package dev.millrace.gateway.overview;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A customer with recent orders and history, each part as its service answered it.
 *
 * @param customer null when missing
 * @param orders the recent ones, newest first; null when missing
 * @param history the newest orders from the history view; null when missing
 * @param partial whether a part is missing
 * @param missing names of the parts that were not answered in time
 */
public record Overview(
        @Nullable JsonNode customer,
        @Nullable JsonNode orders,
        @Nullable JsonNode history,
        boolean partial,
        List<String> missing) {

    static final String CUSTOMER = "customer";
    static final String ORDERS = "orders";
    static final String HISTORY = "history";

    static Overview of(Optional<JsonNode> customer, Optional<JsonNode> orders, Optional<JsonNode> history) {
        List<String> missing = Stream.of(
                        nameIfMissing(CUSTOMER, customer),
                        nameIfMissing(ORDERS, orders),
                        nameIfMissing(HISTORY, history))
                .flatMap(Optional::stream)
                .toList();
        if (customer.isEmpty() && orders.isEmpty() && history.isEmpty()) {
            throw new NoPartAvailable();
        }
        return new Overview(
                customer.orElse(null), orders.orElse(null), history.orElse(null), !missing.isEmpty(), missing);
    }

    private static Optional<String> nameIfMissing(String name, Optional<JsonNode> part) {
        return part.isPresent() ? Optional.empty() : Optional.of(name);
    }
}
