package dev.millrace.orders.domain;

import dev.millrace.chassis.errors.InvalidInput;
import dev.millrace.chassis.money.Money;
import java.math.BigDecimal;
import java.util.List;

/** Validates an order's lines and computes their total. */
final class OrderTotal {
    private static final BigDecimal MAXIMUM = new BigDecimal("1000000000000");

    private OrderTotal() {}

    static Money of(List<OrderLine> lines) {
        requireLines(lines);
        Money total = Money.zero(lines.getFirst().unitPrice().currency());
        for (int i = 0; i < lines.size(); i++) {
            if (!total.hasCurrencyOf(lines.get(i).unitPrice())) {
                throw InvalidInput.unacceptable(
                        "lines[" + i + "].unitPrice.currency",
                        "must be " + total.currency() + ", as in the first line");
            }
            total = total.plus(lines.get(i).price());
        }
        if (total.amount().compareTo(MAXIMUM) > 0) {
            throw InvalidInput.unacceptable("lines", "must not total more than " + MAXIMUM.toPlainString());
        }
        return total;
    }

    /** For a revision, which must keep the order's currency. */
    static Money of(List<OrderLine> lines, String currency) {
        requireLines(lines);
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).unitPrice().currency().equals(currency)) {
                throw InvalidInput.malformed(
                        "lines[" + i + "].unitPrice.currency", "must be " + currency + ", the order's currency");
            }
        }
        return of(lines);
    }

    private static void requireLines(List<OrderLine> lines) {
        if (lines.isEmpty()) {
            throw InvalidInput.malformed("lines", "must not be empty");
        }
    }
}
