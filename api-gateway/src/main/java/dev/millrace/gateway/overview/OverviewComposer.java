package dev.millrace.gateway.overview;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.gateway.customers.CustomerServiceClient;
import dev.millrace.gateway.history.OrderHistoryClient;
import dev.millrace.gateway.orders.OrderServiceClient;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Composes overviews: queries all services in parallel and omits the parts that miss the deadline. */
@ApplicationScoped
public class OverviewComposer {
    private static final Set<Integer> NOT_FOR_THIS_CALLER = Set.of(401, 403);
    private static final Set<Integer> NO_SUCH_CUSTOMER_EITHER = Set.of(400, 401, 403, 404);

    private final CustomerServiceClient customers;
    private final OrderServiceClient orders;
    private final OrderHistoryClient history;
    private final OverviewPartLoader parts;
    private final OverviewConfig config;

    OverviewComposer(
            @RestClient CustomerServiceClient customers,
            @RestClient OrderServiceClient orders,
            @RestClient OrderHistoryClient history,
            OverviewPartLoader parts,
            OverviewConfig config) {
        this.customers = customers;
        this.orders = orders;
        this.history = history;
        this.parts = parts;
        this.config = config;
    }

    public Uni<Overview> of(String customer) {
        String newest = Integer.toString(config.orders());
        String latest = Integer.toString(config.history());
        return Uni.combine()
                .all()
                .unis(
                        parts.of(Overview.CUSTOMER, customers.get(customer), NO_SUCH_CUSTOMER_EITHER),
                        parts.of(Overview.ORDERS, orders.list(customer, null, newest, null), NOT_FOR_THIS_CALLER),
                        parts.of(
                                Overview.HISTORY,
                                history.find(customer, null, null, null, null, latest, null),
                                NOT_FOR_THIS_CALLER))
                .with((found, placed, happened) -> Overview.of(found, items(placed), items(happened)));
    }

    private static Optional<JsonNode> items(Optional<JsonNode> page) {
        return page.map(found -> found.path("items"));
    }
}
