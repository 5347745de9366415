package dev.millrace.gateway.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.gateway.overview.Overview;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The customer overview for the browser, with links. A missing part is null and listed.
 *
 * @param states number of the listed orders by state
 */
public record WebOverview(
        @Nullable JsonNode customer,
        @Nullable List<WebOrder> orders,
        @Nullable Map<String, Long> states,
        @Nullable JsonNode history,
        List<String> missing,
        Map<String, String> links) {

    /** An order with all its fields and its links. */
    public record WebOrder(JsonNode order, Map<String, String> links) {
        static WebOrder of(JsonNode order) {
            String self = "/api/orders/" + order.path("id").asText();
            return new WebOrder(order, Map.of("self", self, "history", self + "/history", "cancel", self + "/cancel"));
        }
    }

    static WebOverview of(String id, Overview overview) {
        return new WebOverview(
                overview.customer(),
                overview.orders() == null ? null : orders(overview.orders()),
                overview.orders() == null ? null : states(overview.orders()),
                overview.history(),
                overview.missing(),
                Map.of("self", "/api/customers/" + id, "orders", "/api/orders?customerId=" + id));
    }

    private static List<WebOrder> orders(JsonNode orders) {
        return stream(orders).map(WebOrder::of).toList();
    }

    private static Map<String, Long> states(JsonNode orders) {
        return stream(orders)
                .collect(Collectors.groupingBy(
                        order -> order.path("state").asText(), TreeMap::new, Collectors.counting()));
    }

    private static Stream<JsonNode> stream(JsonNode items) {
        return StreamSupport.stream(items.spliterator(), false);
    }
}
