package dev.millrace.history.application;

import dev.millrace.chassis.errors.NotFound;
import dev.millrace.chassis.security.AccessScope;
import dev.millrace.history.domain.OrderSummary;
import dev.millrace.history.domain.OrderTimeline;
import dev.millrace.history.domain.SearchCriteria;
import dev.millrace.history.persistence.OrderReadModel;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Queries on the view. */
@ApplicationScoped
public class OrderHistoryQueries {
    private final OrderReadModel view;
    private final VersionAwaiter versions;

    OrderHistoryQueries(OrderReadModel view, VersionAwaiter versions) {
        this.view = view;
        this.versions = versions;
    }

    /** @throws NotFound if the view has no such order, or the access does not cover it */
    public OrderTimeline timeline(UUID order, AccessScope access) {
        return view.timeline(order, owner(access)).orElseThrow(() -> new NotFound("history of an order", order));
    }

    /**
     * Waits up to two seconds until the view has this version of the order.
     *
     * @throws ProjectionBehind if it has not, or the access does not cover the order; a caller cannot tell which
     */
    public OrderTimeline timeline(UUID order, AccessScope access, long minVersion) {
        versions.await(order, access, minVersion);
        return timeline(order, access);
    }

    public List<OrderSummary> find(AccessScope access, SearchCriteria search, int count) {
        return view.find(owner(access), search, count);
    }

    private static @Nullable String owner(AccessScope access) {
        return access.owner().orElse(null);
    }
}
