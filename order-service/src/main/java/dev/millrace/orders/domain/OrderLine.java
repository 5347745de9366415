package dev.millrace.orders.domain;

import dev.millrace.chassis.money.Money;

/** Some of one article at one price. */
public record OrderLine(String sku, int quantity, Money unitPrice) {
    Money price() {
        return unitPrice.times(quantity);
    }
}
