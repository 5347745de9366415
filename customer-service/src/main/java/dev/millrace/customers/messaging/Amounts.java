package dev.millrace.customers.messaging;

import dev.millrace.chassis.money.Money;
import java.util.Objects;

/** What messages may ask for. */
final class Amounts {
    private Amounts() {}

    /** @throws IllegalArgumentException which makes the message one that can never take effect */
    static void requireNotNegative(Money total) {
        Objects.requireNonNull(total, "total");
        if (total.amount().signum() < 0) {
            throw new IllegalArgumentException("the total is negative: " + total);
        }
    }
}
