package dev.millrace.history.persistence;

import dev.millrace.history.domain.Fact;
import dev.millrace.history.domain.Fact.Caused;
import dev.millrace.history.domain.Fact.CustomerNamed;
import dev.millrace.history.domain.Fact.Placed;
import dev.millrace.history.domain.Fact.Revised;
import dev.millrace.history.domain.Fact.Stepped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Facts by the table that they belong in, one row an order or customer; sorted, so that writers wait in one order. */
final class FactBatch {
    private final Map<UUID, OrderRow> orders = new TreeMap<>();
    private final Map<UUID, CustomerNamed> customers = new TreeMap<>();
    private final Map<String, Caused> causes = new TreeMap<>();
    private final List<Stepped> steps = new ArrayList<>();

    FactBatch(List<Fact> facts) {
        facts.forEach(this::add);
        steps.sort(Comparator.comparing(Stepped::orderId).thenComparing(Stepped::version));
    }

    private void add(Fact fact) {
        switch (fact) {
            case Stepped step -> add(step, OrderRow.of(step));
            case Placed placed -> add(placed.step(), OrderRow.of(placed));
            case Revised revised -> add(revised.step(), OrderRow.of(revised));
            case CustomerNamed named -> customers.putIfAbsent(named.customerId(), named);
            case Caused cause -> causes.putIfAbsent(cause.messageId(), cause);
        }
    }

    private void add(Stepped step, OrderRow row) {
        steps.add(step);
        orders.merge(row.orderId(), row, OrderRow::merge);
    }

    Collection<OrderRow> orders() {
        return orders.values();
    }

    List<Stepped> steps() {
        return steps;
    }

    Collection<CustomerNamed> customers() {
        return customers.values();
    }

    Collection<Caused> causes() {
        return causes.values();
    }
}
