package dev.millrace.history.application;

import dev.millrace.chassis.errors.NotFound;
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

    public Timeline timeline(UUID order) {
        return view.timeline(order).orElseThrow(() -> new NotFound("history of an order", order));
    }

    /**
     * Waits, for a short time, until the view has the order in this version.
     *
     * @throws ViewBehind when it has not
     */
    public Timeline timeline(UUID order, long minVersion) {
        arrivals.await(order, minVersion);
        return timeline(order);
    }

    public List<OrderSummary> find(Search search, int count) {
        return view.find(search, count);
    }
}
