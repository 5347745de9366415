package dev.millrace.customers.domain;

import dev.millrace.chassis.money.Money;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.util.UUID;

/** Part of the customer aggregate: what one order holds of the credit. */
@Entity
@Table(name = "credit_reservation")
public class CreditReservation {
    @Id
    @Column(name = "order_id")
    private UUID orderId;

    @Column(name = "customer_id")
    private UUID customerId;

    private BigDecimal amount;

    protected CreditReservation() {}

    CreditReservation(UUID orderId, UUID customerId, Money amount) {
        this.orderId = orderId;
        this.customerId = customerId;
        this.amount = amount.amount();
    }

    public UUID orderId() {
        return orderId;
    }

    UUID customerId() {
        return customerId;
    }

    BigDecimal amount() {
        return amount;
    }
}
