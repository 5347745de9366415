package dev.millrace.system;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The order history as a client sees it. */
final class History {
    private History() {}

    /** All orders of the customer in the view, read page by page. */
    static List<OrderSummary> of(UUID customer) {
        List<OrderSummary> all = new ArrayList<>();
        String after = "";
        while (after != null) {
            Response page = Millrace.get("/api/order-history?limit=100&customerId=" + customer + after);
            page.then().statusCode(200);
            page.jsonPath().getList("items", Found.class).forEach(found -> all.add(found.summary()));
            String next = page.path("next");
            after = next == null ? null : "&after=" + next;
        }
        return all;
    }

    static Response timeline(UUID order) {
        return Millrace.get("/api/orders/" + order + "/history");
    }

    /** The timeline; waits for the given version. */
    static Response timeline(UUID order, long minVersion) {
        return Millrace.get("/api/orders/" + order + "/history?min-version=" + minVersion);
    }

    /** In the order history the property is called {@code orderId}, not {@code id}. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Found(UUID orderId, String state, OrderSummary.Amount total, long version) {
        OrderSummary summary() {
            return new OrderSummary(orderId, state, total, version);
        }
    }
}
