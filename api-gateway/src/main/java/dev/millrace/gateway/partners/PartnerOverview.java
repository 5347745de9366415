package dev.millrace.gateway.partners;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.gateway.overview.Overview;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The customer overview for applications of third parties: the orders with their states. It has no names, amounts or
 * articles.
 *
 * @param orders absent when they could not be fetched
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PartnerOverview(@Nullable List<PartnerOrder> orders) {

    /** An order and its state. */
    public record PartnerOrder(String id, String state) {
        static PartnerOrder of(JsonNode order) {
            return new PartnerOrder(
                    order.path("id").textValue(), order.path("state").textValue());
        }
    }

    static PartnerOverview of(Overview overview) {
        return new PartnerOverview(
                overview.orders() == null
                        ? null
                        : StreamSupport.stream(overview.orders().spliterator(), false)
                                .map(PartnerOrder::of)
                                .toList());
    }
}
