package dev.millrace.chassis.money;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.hibernate.validator.constraints.CodePointLength;

/**
 * Money as a client sends it, validated before it becomes {@link Money}: a decimal string from 0 to 10<sup>12</sup>
 * with no more decimals than its currency has, and an ISO 4217 code.
 */
@CurrencyDecimals
public record MoneyInput(
        @NotNull
        @CodePointLength(max = 18)
        @Pattern(regexp = AMOUNT, message = "must be a decimal string from 0 to 1000000000000")
        String amount,

        @NotNull @CodePointLength(max = 3) @CurrencyCode String currency) {

    private static final String AMOUNT = "(0|[1-9][0-9]{0,11})(\\.[0-9]{1,4})?|1000000000000(\\.0{1,4})?";

    public Money toMoney() {
        return Money.of(amount, currency);
    }
}
