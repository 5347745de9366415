package dev.millrace.chassis.money;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * An amount in one currency, with the number of decimals that ISO 4217 defines: JPY 0, EUR 2, KWD 3. On the wire it is
 * {@code {"amount": "12.34", "currency": "EUR"}}; the amount is a string so that no reader parses it as a float.
 * Arithmetic never rounds and throws {@link IllegalArgumentException} when the currencies differ.
 *
 * @param amount decimal amount, with no more decimals than the currency has and less than 10<sup>24</sup>
 * @param currency ISO 4217 code
 */
public record Money(
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal amount, String currency) implements Comparable<Money> {

    /** More than the largest possible total of an order. */
    private static final int MAX_INTEGER_DIGITS = 24;

    /** No currency has more decimals. */
    private static final int MAX_DECIMALS = 4;

    /** Without an exponent: a short text with a large one would become a number that fills the memory. */
    private static final Pattern PLAIN =
            Pattern.compile("-?[0-9]{1," + MAX_INTEGER_DIGITS + "}(\\.[0-9]{1," + MAX_DECIMALS + "})?");

    /** @throws IllegalArgumentException when the currency is unknown, or the amount has too many digits or decimals */
    public Money {
        Objects.requireNonNull(amount, "amount");
        int decimals = decimals(currency).orElseThrow(() -> new IllegalArgumentException("unknown currency"));
        if (amount.scale() > MAX_DECIMALS || amount.precision() - (long) amount.scale() > MAX_INTEGER_DIGITS) {
            throw new IllegalArgumentException("the amount has too many digits");
        }
        try {
            amount = amount.setScale(decimals, RoundingMode.UNNECESSARY);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(currency + " has " + decimals + " decimals, not " + amount.scale(), e);
        }
    }

    /** @throws IllegalArgumentException as the constructor does, and when the amount is not a plain decimal */
    @JsonCreator
    public static Money of(@JsonProperty("amount") String amount, @JsonProperty("currency") String currency) {
        if (amount == null || !PLAIN.matcher(amount).matches()) {
            throw new IllegalArgumentException("the amount is no plain decimal of at most " + MAX_INTEGER_DIGITS
                    + " digits and " + MAX_DECIMALS + " decimals");
        }
        return new Money(new BigDecimal(amount), currency);
    }

    public static Money zero(String currency) {
        return new Money(BigDecimal.ZERO, currency);
    }

    /** Whether the code is a currency; metals and test codes are not. */
    public static boolean isCurrency(String code) {
        return decimals(code).isPresent();
    }

    /** Number of decimals of the currency (minor unit in ISO 4217); empty when the code is not a currency. */
    static OptionalInt decimals(String currency) {
        try {
            int decimals =
                    currency == null ? -1 : Currency.getInstance(currency).getDefaultFractionDigits();
            return decimals < 0 ? OptionalInt.empty() : OptionalInt.of(decimals);
        } catch (IllegalArgumentException unknown) {
            return OptionalInt.empty();
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
