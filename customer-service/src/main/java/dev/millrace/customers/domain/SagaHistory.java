package dev.millrace.customers.domain;

import dev.millrace.chassis.money.Money;
import java.util.HashSet;
import java.util.Set;

/**
 * What one saga has asked of an order's reservation.
 *
 * @param before what the order held before; null for nothing
 * @param granted totals that the order was to hold and got
 * @param refused totals that it did not get
 */
record SagaHistory(Money before, Set<Money> granted, Set<Money> refused) {
    static SagaHistory startingAt(Money held) {
        return new SagaHistory(held, new HashSet<>(), new HashSet<>());
    }
}
