package dev.millrace.history.application;

import dev.millrace.chassis.errors.NotFound;
import dev.millrace.chassis.security.Access;
import dev.millrace.history.domain.OrderSummary;
import dev.millrace.history.domain.Search;
import dev.millrace.history.domain.Timeline;
import dev.millrace.history.persistence.ViewReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** What can be asked of the view. */
@ApplicationScoped
public class ViewQueries {
    private final ViewReader view;
    private final Arrivals arrivals;

    ViewQueries(ViewReader view, Arrivals arrivals) {
        this.view = view;
        this.arrivals = arrivals;
    }

    /** @throws NotFound also when the access does not cover the order */
    public Timeline timeline(UUID order, Access access) {
        return view.timeline(order, owner(access)).orElseThrow(() -> new NotFound("history of an order", order));
    }

    /**
     * Waits, for a short time, until the view has the order in this version.
     *
     * @throws ViewBehind when it has not, or the access does not cover the order: the two look the same
     */
    public Timeline timeline(UUID order, Access access, long minVersion) {
        arrivals.await(order, access, minVersion);
        return timeline(order, access);
    }

    public List<OrderSummary> find(Access access, Search search, int count) {
        return view.find(owner(access), search, count);
    }

    private static String owner(Access access) {
        return access.owner().orElse(null);
    }
}
