package dev.millrace.system;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What the system knows about some customers, in each place where it knows it.
 *
 * @param accounts credit by customer
 * @param orders order-service's orders by customer
 * @param history the history's orders by customer
 * @param committed rows of the outboxes about these customers, in the order of their insertion
 * @param published committed records about these customers, partition by partition
 */
record SystemState(
        Map<UUID, Account> accounts,
        Map<UUID, List<OrderSummary>> orders,
        Map<UUID, List<OrderSummary>> history,
        List<Event> committed,
        List<Event> published) {

    /** @param lowest the least credit that was available at any time */
    record Account(BigDecimal limit, BigDecimal available, BigDecimal lowest) {}

    /** @param key aggregate id of a row, key of a record */
    record Event(String topic, String key, String id, String type) {}
}
