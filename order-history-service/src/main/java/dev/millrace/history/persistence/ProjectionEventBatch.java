package dev.millrace.history.persistence;

import dev.millrace.history.domain.ProjectionEvent;
import dev.millrace.history.domain.ProjectionEvent.CauseRecorded;
import dev.millrace.history.domain.ProjectionEvent.CustomerNamed;
import dev.millrace.history.domain.ProjectionEvent.OrderStateChanged;
import dev.millrace.history.domain.ProjectionEvent.Placed;
import dev.millrace.history.domain.ProjectionEvent.Revised;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Groups projection events by table, merged to one row for each order or customer. The rows are sorted, so that all
 * writers lock them in the same order.
 */
final class ProjectionEventBatch {
    private final Map<UUID, OrderRow> orders = new TreeMap<>();
    private final Map<UUID, CustomerNamed> customers = new TreeMap<>();
    private final Map<String, CauseRecorded> causes = new TreeMap<>();
    private final List<OrderStateChanged> steps = new ArrayList<>();

    ProjectionEventBatch(List<ProjectionEvent> events) {
        events.forEach(this::add);
        steps.sort(Comparator.comparing(OrderStateChanged::orderId).thenComparingLong(OrderStateChanged::version));
    }

    private void add(ProjectionEvent fact) {
        switch (fact) {
            case OrderStateChanged step -> add(step, OrderRow.of(step));
            case Placed placed -> add(placed.step(), OrderRow.of(placed));
            case Revised revised -> add(revised.step(), OrderRow.of(revised));
            case CustomerNamed named -> customers.putIfAbsent(named.customerId(), named);
            case CauseRecorded cause -> causes.putIfAbsent(cause.messageId(), cause);
        }
    }

    private void add(OrderStateChanged step, OrderRow row) {
        steps.add(step);
        orders.merge(row.orderId(), row, OrderRow::merge);
    }

    Collection<OrderRow> orders() {
        return orders.values();
    }

    List<OrderStateChanged> steps() {
        return steps;
    }

    Collection<CustomerNamed> customers() {
        return customers.values();
    }

    Collection<CauseRecorded> causes() {
        return causes.values();
    }
}
