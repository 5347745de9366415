package dev.millrace.customers.messaging;

import dev.millrace.chassis.money.Money;

/** Validates amounts in messages. */
final class Amounts {
    private Amounts() {}

    /** @throws IllegalArgumentException if negative; the message then counts as poison and is not retried */
    static void requireNotNegative(Money total) {
        if (total != null && total.amount().signum() < 0) {
            throw new IllegalArgumentException("the total is negative: " + total);
        }
    }
}
