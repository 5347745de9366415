package dev.millrace.orders.api;

import dev.millrace.chassis.money.MoneyInput;
import dev.millrace.orders.domain.OrderLine;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.hibernate.validator.constraints.CodePointLength;

/** Body of {@code POST /orders}. */
public record PlaceOrder(
        @NotNull UUID customerId,
        @NotEmpty @Size(max = 1000) List<@NotNull @Valid Line> lines) {

    /** One article of the order. */
    public record Line(
            @NotBlank
            @CodePointLength(max = 64)
            @Pattern(regexp = "\\P{Cntrl}*", message = "must not contain control characters")
            String sku,

            @NotNull @Min(1) @Max(1_000_000) Integer quantity,
            @NotNull @Valid MoneyInput unitPrice) {

        OrderLine toLine() {
            return new OrderLine(sku, quantity, unitPrice.toMoney());
        }
    }

    List<OrderLine> toLines() {
        return lines.stream().map(Line::toLine).toList();
    }
}
