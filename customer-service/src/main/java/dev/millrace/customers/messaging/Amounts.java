package dev.millrace.customers.messaging;

import dev.millrace.chassis.money.Money;

/** What messages may ask for. */
final class Amounts {
    private Amounts() {}

    /** @throws IllegalArgumentException which makes the message one that can never take effect */
    static void requireNotNegative(Money total) {
        if (total != null && total.amount().signum() < 0) {
            throw new IllegalArgumentException("the total is negative: " + total);
        }
    }
}
