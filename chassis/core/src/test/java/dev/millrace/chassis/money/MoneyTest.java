package dev.millrace.chassis.money;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class MoneyTest {
    private static final BigDecimal LIMIT = new BigDecimal("1000000000000");

    @Property
    void shouldGiveBackWhatWasAddedWhenSubtracted(@ForAll("euros") Money a, @ForAll("euros") Money b) {
        assertThat(a.plus(b).minus(b)).isEqualTo(a);
    }

    @Property
    void shouldNotDependOnTheOrderOfAddition(
            @ForAll("euros") Money a, @ForAll("euros") Money b, @ForAll("euros") Money c) {
        assertThat(a.plus(b).plus(c)).isEqualTo(c.plus(b).plus(a));
    }

    @Property
    void shouldEqualRepeatedAdditionWhenMultiplied(
            @ForAll("euros") Money price, @ForAll @IntRange(max = 50) int factor) {
        Money sum = Money.zero("EUR");
        for (int i = 0; i < factor; i++) {
            sum = sum.plus(price);
        }
        assertThat(price.times(factor)).isEqualTo(sum);
    }

    @Property
    void shouldSurviveJsonUnchanged(@ForAll("euros") Money money) throws Exception {
        ObjectMapper json = new ObjectMapper();
        assertThat(json.readValue(json.writeValueAsString(money), Money.class)).isEqualTo(money);
    }

    @Example
    void shouldWriteTheAmountAsAPlainStringWhenSerialised() throws Exception {
        String written = new ObjectMapper().writeValueAsString(Money.of("1000000000000", "EUR"));
        assertThat(written).isEqualTo("{\"amount\":\"1000000000000.00\",\"currency\":\"EUR\"}");
    }

    @Example
    void shouldShowTheDecimalsOfTheCurrencyAndTakeNoMore() {
        assertThat(Money.of("7", "JPY")).hasToString("7 JPY");
        assertThat(Money.of("7", "EUR")).hasToString("7.00 EUR");
        assertThat(Money.of("1.5", "KWD")).hasToString("1.500 KWD");
        assertThatIllegalArgumentException().isThrownBy(() -> Money.of("1.5", "JPY"));
        assertThatIllegalArgumentException().isThrownBy(() -> Money.of("1.5555", "KWD"));
    }

    @Property
    void shouldRefuseWhateverIsNoPlainDecimal(@ForAll String text) {
        Assume.that(!text.matches("-?[0-9]{1,24}(\\.[0-9]{1,4})?"));
        assertThatIllegalArgumentException().isThrownBy(() -> Money.of(text, "EUR"));
    }

    @Example
    void shouldRefuseAtOnceWhatWouldFillTheMemory() {
        assertThatIllegalArgumentException().isThrownBy(() -> Money.of("1e300000000", "EUR"));
        for (String amount : List.of("1e300000000", "1e-300000000", "0e300000000", "1e24")) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Money(new BigDecimal(amount), "EUR"));
        }
    }

    @Example
    void shouldRefuseThreeDecimalsAndForeignCurrencies() {
        assertThatIllegalArgumentException().isThrownBy(() -> Money.of("1.001", "EUR"));
        assertThatIllegalArgumentException().isThrownBy(() -> Money.of("1", "XXX"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Money.of("1", "EUR").plus(Money.of("1", "USD")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Money.of("1", "EUR").compareTo(Money.of("1", "USD")));
    }

    @Provide
    Arbitrary<Money> euros() {
        return Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, LIMIT)
                .ofScale(2)
                .map(amount -> new Money(amount, "EUR"));
    }
}
