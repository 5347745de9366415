package dev.millrace.orders.domain;

import dev.millrace.chassis.money.Money;

/** A quantity of one article at a unit price. */
public record OrderLine(String sku, int quantity, Money unitPrice) {
    Money price() {
        return unitPrice.times(quantity);
    }
}
