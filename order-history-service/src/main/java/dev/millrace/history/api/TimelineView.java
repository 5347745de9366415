package dev.millrace.history.api;

import dev.millrace.history.domain.OrderState;
import dev.millrace.history.domain.Timeline;
import dev.millrace.history.domain.Timeline.Step;
import java.util.List;
import java.util.UUID;

/** An order's timeline as clients see it. */
public record TimelineView(
        UUID orderId, UUID customerId, String customerName, OrderState state, long version, List<Step> steps) {

    static TimelineView of(Timeline timeline) {
        return new TimelineView(
                timeline.orderId(),
                timeline.customerId(),
                timeline.customerName(),
                timeline.state(),
                timeline.version(),
                timeline.steps());
    }
}
