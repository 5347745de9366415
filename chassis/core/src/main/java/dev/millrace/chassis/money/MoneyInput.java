package dev.millrace.chassis.money;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/**
 * Money as a client sends it, checked before it becomes {@link Money}: a decimal string from 0 to 10<sup>12</sup> with
 * at most two decimals, and an ISO 4217 code.
 */
public record MoneyInput(
        @NotNull
        @Pattern(regexp = AMOUNT, message = "must be a decimal string from 0 to 1000000000000 with at most 2 decimals")
        String amount,

        @NotNull @CurrencyCode String currency) {

    private static final String AMOUNT = "(0|[1-9][0-9]{0,11})(\\.[0-9]{1,2})?|1000000000000(\\.0{1,2})?";

    public Money toMoney() {
        return Money.of(amount, currency);
    }
}
