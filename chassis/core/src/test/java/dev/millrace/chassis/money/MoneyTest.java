package dev.millrace.chassis.money;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
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
