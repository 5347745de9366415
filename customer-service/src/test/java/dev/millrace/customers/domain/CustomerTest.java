package dev.millrace.customers.domain;

import dev.millrace.chassis.money.Money;
import dev.millrace.customers.domain.CreditDecision.Granted;
import dev.millrace.customers.domain.CreditDecision.Refused;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CustomerTest {
    private static final Money LIMIT = Money.of("100.00", "EUR");
    private static final String OWNER = "alice";

    @Property
    void shouldNeverHoldMoreThanTheLimitAndAlwaysWhatWasGranted(@ForAll("amounts") List<Money> requests) {
        Customer customer = customer();
        Money held = Money.zero("EUR");
        for (Money requested : requests) {
            boolean fits = !held.plus(requested).isMoreThan(LIMIT);
            CreditDecision decision = customer.reserve(UUID.randomUUID(), requested);
            assertThat(decision instanceof Granted).isEqualTo(fits);
            held = fits ? held.plus(requested) : held;
            assertThat(customer.availableCredit()).isEqualTo(LIMIT.minus(held));
        }
    }

    @Property
    void shouldBeFreeAgainWhenEverythingIsReleased(@ForAll("amounts") List<Money> requests) {
        Customer customer = customer();
        Deque<CreditReservation> held = new ArrayDeque<>();
        for (Money requested : requests) {
            if (customer.reserve(UUID.randomUUID(), requested) instanceof Granted granted) {
                held.push(granted.reservation());
            }
        }
        held.forEach(customer::release);
        assertThat(customer.availableCredit()).isEqualTo(LIMIT);
    }

    @Example
    void shouldRefuseAnotherCurrencyWhateverTheAmount() {
        assertThat(customer().reserve(UUID.randomUUID(), Money.of("0.01", "USD")))
                .isInstanceOf(Refused.class);
    }

    @Example
    void shouldNotReleaseWhatAnotherCustomerHolds() {
        Granted elsewhere = (Granted) customer().reserve(UUID.randomUUID(), Money.of("1", "EUR"));
        assertThatIllegalArgumentException().isThrownBy(() -> customer().release(elsewhere.reservation()));
    }

    @Example
    void shouldBeOrderedForByItsOwnerAndByClerksOnly() {
        assertThat(customer().mayBeOrderedForBy(OWNER)).isTrue();
        assertThat(customer().mayBeOrderedForBy(null)).isTrue();
        assertThat(customer().mayBeOrderedForBy("bob")).isFalse();
    }

    @Provide
    Arbitrary<List<Money>> amounts() {
        return Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, new BigDecimal("60"))
                .ofScale(2)
                .map(amount -> new Money(amount, "EUR"))
                .list()
                .ofMaxSize(20);
    }

    private static Customer customer() {
        return Customer.register(UUID.randomUUID(), "Alice", "alice@example.com", LIMIT, OWNER)
                .customer();
    }
}
