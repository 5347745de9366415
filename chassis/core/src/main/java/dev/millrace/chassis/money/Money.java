package dev.millrace.chassis.money;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Objects;

/**
 * An amount of one currency, with exactly two decimals. On the wire it is
 * {@code {"amount": "12.34", "currency": "EUR"}}, the amount a string so that no reader makes a float of it.
 * Arithmetic never rounds and refuses to mix currencies.
 *
 * @param amount decimal amount, at most two decimals
 * @param currency ISO 4217 code
 */
public record Money(
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal amount, String currency) implements Comparable<Money> {

    private static final int DECIMALS = 2;

    /** @throws IllegalArgumentException when the amount has more than two decimals or the currency is unknown */
    public Money {
        Objects.requireNonNull(amount, "amount");
        if (!isCurrency(currency)) {
            throw new IllegalArgumentException("unknown currency: " + currency);
        }
        try {
            amount = amount.setScale(DECIMALS, RoundingMode.UNNECESSARY);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("more than " + DECIMALS + " decimals: " + amount.toPlainString(), e);
        }
    }

    /** @throws IllegalArgumentException as the constructor, and when the amount is no decimal */
    @JsonCreator
    public static Money of(@JsonProperty("amount") String amount, @JsonProperty("currency") String currency) {
        if (amount == null) {
            throw new IllegalArgumentException("no amount");
        }
        return new Money(new BigDecimal(amount), currency);
    }

    public static Money zero(String currency) {
        return new Money(BigDecimal.ZERO, currency);
    }

    /** Whether the code is a currency that money is held in (metals and test codes are not). */
    public static boolean isCurrency(String code) {
        if (code == null) {
            return false;
        }
        try {
            return Currency.getInstance(code).getDefaultFractionDigits() >= 0;
        } catch (IllegalArgumentException unknown) {
            return false;
        }
    }

    public Money plus(Money other) {
        return new Money(amount.add(sameCurrency(other).amount), currency);
    }

    public Money minus(Money other) {
        return new Money(amount.subtract(sameCurrency(other).amount), currency);
    }

    public Money times(int factor) {
        return new Money(amount.multiply(BigDecimal.valueOf(factor)), currency);
    }

    public boolean isMoreThan(Money other) {
        return compareTo(other) > 0;
    }

    public boolean hasCurrencyOf(Money other) {
        return currency.equals(other.currency);
    }

    /** @throws IllegalArgumentException when the currencies differ */
    @Override
    public int compareTo(Money other) {
        return amount.compareTo(sameCurrency(other).amount);
    }

    @Override
    public String toString() {
        return amount.toPlainString() + " " + currency;
    }

    private Money sameCurrency(Money other) {
        if (!hasCurrencyOf(other)) {
            throw new IllegalArgumentException("cannot mix " + currency + " and " + other.currency);
        }
        return other;
    }
}
