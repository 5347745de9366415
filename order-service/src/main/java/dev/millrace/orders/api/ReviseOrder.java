package dev.millrace.orders.api;

import dev.millrace.orders.domain.OrderLine;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** Body of {@code POST /orders/{id}/revise}: the complete new lines of the order. */
public record ReviseOrder(@NotEmpty @Size(max = 1000) List<PlaceOrder.@NotNull @Valid Line> lines) {

    List<OrderLine> toLines() {
        return lines.stream().map(PlaceOrder.Line::toLine).toList();
    }
}
