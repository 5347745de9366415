package dev.millrace.customers.domain;

import dev.millrace.chassis.money.Money;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one saga on an order's reservation.
 *
 * @param before the amount reserved before the saga; null for none
 * @param granted totals that were granted
 * @param refused totals that were refused
 */
record SagaHistory(@Nullable Money before, Set<Money> granted, Set<Money> refused) {
    static SagaHistory startingAt(@Nullable Money held) {
        return new SagaHistory(held, new HashSet<>(), new HashSet<>());
    }
}
