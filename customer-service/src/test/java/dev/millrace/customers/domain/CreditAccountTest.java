package dev.millrace.customers.domain;

import dev.millrace.chassis.money.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

import static dev.millrace.customers.domain.RefusalReason.CREDIT_LIMIT_EXCEEDED;
import static dev.millrace.customers.domain.RefusalReason.CUSTOMER_NOT_FOUND;
import static dev.millrace.customers.domain.RefusalReason.RESERVATION_CLOSED;
import static org.assertj.core.api.Assertions.assertThat;

class CreditAccountTest {
    private final UUID order = UUID.randomUUID();
    private final UUID saga = UUID.randomUUID();
    private final Stream account = new Stream("100.00");

    @Test
    void shouldRefuseAnotherCurrencyWhateverTheAmount() {
        assertThat(account.reserve(order, Money.of("0.01", "USD")).refusal()).contains(CREDIT_LIMIT_EXCEEDED);
    }

    @Test
    void shouldAnswerANewOrderOnceAndForEver() {
        account.reserve(order, eur("60"));
        assertThat(account.reserve(order, eur("60"))).isEqualTo(CreditDecision.unchanged());
        UUID refused = UUID.randomUUID();
        account.reserve(refused, eur("60"));
        account.release(order);
        assertThat(account.reserve(refused, eur("60"))).isEqualTo(CreditDecision.unchanged());
        assertThat(account.reserve(order, eur("60"))).isEqualTo(CreditDecision.unchanged());
        assertThat(account.state().available()).isEqualTo(eur("100"));
    }

    @Test
    void shouldHoldNothingWhenTheReleaseCameBeforeTheOrder() {
        account.release(order);
        assertThat(account.reserve(order, eur("10")).event()).isEmpty();
        assertThat(account.change(saga, order, eur("10")).refusal()).contains(RESERVATION_CLOSED);
        assertThat(account.state().available()).isEqualTo(eur("100"));
    }

    @Test
    void shouldHoldExactlyTheTotalWhenASagaChangesIt() {
        account.reserve(order, eur("60"));
        assertThat(account.change(saga, order, eur("100")).event())
                .contains(new CreditEvent.Changed(order, saga, eur("100"), eur("60")));
        assertThat(account.state().available()).isEqualTo(eur("0"));
    }

    @Test
    void shouldRepeatItsAnswerAndNotTheEffectWhenACommandComesAgain() {
        account.reserve(order, eur("60"));
        account.change(saga, order, eur("80"));
        account.change(saga, order, eur("60"));
        assertThat(account.change(saga, order, eur("80"))).isEqualTo(CreditDecision.unchanged());
        assertThat(account.state().reserved()).isEqualTo(eur("60"));
        UUID refused = UUID.randomUUID();
        account.change(refused, order, eur("101"));
        assertThat(account.change(refused, order, eur("101"))).isEqualTo(CreditDecision.refused(CREDIT_LIMIT_EXCEEDED));
    }

    @Test
    void shouldRefuseACommandThatComesAfterItsCompensation() {
        account.reserve(order, eur("60"));
        account.change(saga, order, eur("60"));
        assertThat(account.change(saga, order, eur("80"))).isEqualTo(CreditDecision.refused(RESERVATION_CLOSED));
        assertThat(account.state().reserved()).isEqualTo(eur("60"));
    }

    @Test
    void shouldDecideACompensationAnewUntilItFits() {
        account.reserve(order, eur("60"));
        account.change(saga, order, eur("20"));
        UUID other = UUID.randomUUID();
        account.reserve(other, eur("80"));
        assertThat(account.change(saga, order, eur("60"))).isEqualTo(CreditDecision.refused(CREDIT_LIMIT_EXCEEDED));
        account.release(other);
        assertThat(account.change(saga, order, eur("60")).refusal()).isEmpty();
        assertThat(account.state().reserved()).isEqualTo(eur("60"));
    }

    @Test
    void shouldRefuseEveryOrderAndRememberItWhenThereIsNoSuchCustomer() {
        Stream nobody = new Stream();
        assertThat(nobody.reserve(order, eur("1")).refusal()).contains(CUSTOMER_NOT_FOUND);
        assertThat(nobody.reserve(order, eur("1"))).isEqualTo(CreditDecision.unchanged());
        assertThat(nobody.change(saga, UUID.randomUUID(), eur("1")))
                .isEqualTo(CreditDecision.refused(CUSTOMER_NOT_FOUND));
        assertThat(nobody.release(UUID.randomUUID()).refusal()).isEmpty();
    }

    static Money eur(String amount) {
        return Money.of(amount, "EUR");
    }

    /** An account and its events in memory. */
    static final class Stream {
        private final UUID customer = UUID.randomUUID();
        private final List<CreditEvent> events = new ArrayList<>();

        Stream() {}

        Stream(String limit) {
            events.add(new CreditEvent.Opened(eur(limit)));
        }

        CreditAccount state() {
            CreditAccount state = CreditAccount.unopened(customer);
            for (CreditEvent event : events) {
                state = state.apply(event);
            }
            return state;
        }

        CreditDecision reserve(UUID order, Money total) {
            return record(state().reserve(of(order), total, true));
        }

        CreditDecision change(UUID saga, UUID order, Money total) {
            return record(state().change(of(order), saga, total, true));
        }

        CreditDecision release(UUID order) {
            return record(state().release(of(order)));
        }

        Reservation of(UUID order) {
            return Reservation.of(
                    order,
                    events.stream()
                            .filter(event -> order.equals(event.orderId()))
                            .toList());
        }

        private CreditDecision record(CreditDecision decision) {
            decision.event().ifPresent(events::add);
            return decision;
        }
    }
}
