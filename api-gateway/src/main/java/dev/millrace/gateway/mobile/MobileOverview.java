package dev.millrace.gateway.mobile;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.gateway.overview.Overview;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The overview reduced for a small screen. Unknown values are absent.
 *
 * @param partial true, or absent when nothing is missing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MobileOverview(
        @Nullable String name,
        @Nullable String available,
        @Nullable List<MobileOrder> orders,
        @Nullable Boolean partial) {

    /** An order in the list. */
    public record MobileOrder(String id, String state, String total) {
        static MobileOrder of(JsonNode order) {
            return new MobileOrder(
                    order.path("id").textValue(), order.path("state").textValue(), money(order.path("total")));
        }
    }

    static MobileOverview of(Overview overview) {
        JsonNode customer = overview.customer();
        return new MobileOverview(
                customer == null ? null : customer.path("name").textValue(),
                customer == null ? null : money(customer.path("availableCredit")),
                overview.orders() == null ? null : orders(overview.orders()),
                overview.partial() ? true : null);
    }

    private static List<MobileOrder> orders(JsonNode orders) {
        return StreamSupport.stream(orders.spliterator(), false)
                .map(MobileOrder::of)
                .toList();
    }

    /** For display, such as {@code 12.50 EUR}. */
    private static String money(JsonNode money) {
        return money.path("amount").asText() + " " + money.path("currency").asText();
    }
}
