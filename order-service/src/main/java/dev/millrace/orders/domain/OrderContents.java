package dev.millrace.orders.domain;

import dev.millrace.chassis.money.Money;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Mutability;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.java.Immutability;
import org.jspecify.annotations.Nullable;

/** An order's lines with their total, and the lines that a pending revision proposes. */
@Embeddable
class OrderContents {
    // Lists of lines are immutable. Hibernate would copy mutable ones by JSON at each load, to detect changes.
    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class)
    private List<OrderLine> lines;

    /** Null if no revision is pending. */
    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class)
    @Column(name = "proposed_lines")
    private @Nullable List<OrderLine> proposedLines;

    private BigDecimal total;

    @JdbcTypeCode(SqlTypes.CHAR)
    private String currency;

    protected OrderContents() {}

    OrderContents(List<OrderLine> lines) {
        Money sum = OrderTotal.of(lines);
        this.lines = List.copyOf(lines);
        this.total = sum.amount();
        this.currency = sum.currency();
    }

    List<OrderLine> lines() {
        return lines;
    }

    Money total() {
        return new Money(total, currency);
    }

    Optional<Money> proposedTotal() {
        return Optional.ofNullable(proposedLines).map(OrderTotal::of);
    }

    /** Keeps the proposed lines beside the current ones, and returns their total. */
    Money propose(List<OrderLine> proposed) {
        Money proposedTotal = OrderTotal.of(proposed, currency);
        proposedLines = List.copyOf(proposed);
        return proposedTotal;
    }

    void acceptProposal() {
        lines = Objects.requireNonNull(proposedLines, "no revision is pending");
        total = OrderTotal.of(lines, currency).amount();
        proposedLines = null;
    }

    void discardProposal() {
        proposedLines = null;
    }
}
