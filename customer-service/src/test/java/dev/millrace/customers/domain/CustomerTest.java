package dev.millrace.customers.domain;

import dev.millrace.chassis.money.Money;
import java.util.UUID;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CustomerTest {
    private static final Money LIMIT = Money.of("100.00", "EUR");

    private final Customer.Registered registered =
            Customer.register(UUID.randomUUID(), "Alice", "alice@example.com", LIMIT, "alice");

    @Test
    void shouldBeOrderedForByItsOwnerAndByClerksOnly() {
        assertThat(registered.customer().mayBeOrderedForBy("alice")).isTrue();
        assertThat(registered.customer().mayBeOrderedForBy(null)).isTrue();
        assertThat(registered.customer().mayBeOrderedForBy("bob")).isFalse();
    }

    @Test
    void shouldOpenTheAccountWithTheLimitWhenRegistered() {
        UUID id = registered.customer().id();
        CreditAccount account = CreditAccount.unopened(id).apply(registered.opened());
        assertThat(account).isEqualTo(new CreditAccount(id, 1, new CreditAccount.Balance(LIMIT, Money.zero("EUR"))));
    }
}
