package dev.millrace.customers.domain;

import dev.millrace.chassis.money.Money;
import dev.millrace.customers.domain.CreditAccountTest.Stream;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static dev.millrace.customers.domain.CreditAccountTest.eur;
import static org.assertj.core.api.Assertions.assertThat;

/** The limit holds for any sequence of requests by orders and sagas, with any repetitions. */
class CreditLimitPropertyTest {
    private static final List<UUID> ORDERS = ids(5);
    private static final List<UUID> SAGAS = ids(4);

    enum What {
        RESERVE,
        CHANGE,
        RELEASE
    }

    record Request(What what, UUID order, UUID saga, Money total) {
        CreditDecision on(Stream account) {
            return switch (what) {
                case RESERVE -> account.reserve(order, total);
                case CHANGE -> account.change(saga, order, total);
                case RELEASE -> account.release(order);
            };
        }
    }

    @Property
    void shouldNeverReserveMoreThanTheLimitAndAlwaysWhatTheOrdersHold(@ForAll("requests") List<Request> requests) {
        Stream account = new Stream("100.00");
        for (Request request : requests) {
            request.on(account);
            Money held = ORDERS.stream()
                    .map(order -> account.of(order).held())
                    .filter(Objects::nonNull)
                    .reduce(eur("0"), Money::plus);
            assertThat(account.state().reserved()).isEqualTo(held);
            assertThat(account.state().available().amount()).isNotNegative();
        }
    }

    @Property
    void shouldNotChangeWhenEverythingThatWasGrantedComesAgain(@ForAll("requests") List<Request> requests) {
        Stream account = new Stream("100.00");
        List<Request> granted = requests.stream()
                .filter(request -> request.on(account).refusal().isEmpty())
                .toList();
        CreditAccount before = account.state();
        granted.forEach(request -> request.on(account));
        assertThat(account.state()).isEqualTo(before);
    }

    @Provide
    Arbitrary<List<Request>> requests() {
        Arbitrary<Money> totals = Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, new BigDecimal("60"))
                .ofScale(0)
                .map(amount -> new Money(amount, "EUR"));
        return Combinators.combine(Arbitraries.of(What.class), Arbitraries.of(ORDERS), Arbitraries.of(SAGAS), totals)
                .as(Request::new)
                .list()
                .ofMaxSize(30);
    }

    private static List<UUID> ids(int count) {
        return java.util.stream.Stream.generate(UUID::randomUUID).limit(count).toList();
    }
}
