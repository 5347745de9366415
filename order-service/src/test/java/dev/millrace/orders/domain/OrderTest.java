package dev.millrace.orders.domain;

import dev.millrace.chassis.errors.IllegalTransition;
import dev.millrace.chassis.errors.InvalidInput;
import dev.millrace.chassis.money.Money;
import dev.millrace.orders.domain.OrderEvent.OrderApproved;
import dev.millrace.orders.domain.OrderEvent.OrderCancellationRequested;
import dev.millrace.orders.domain.OrderEvent.OrderCancelled;
import dev.millrace.orders.domain.OrderEvent.OrderRejected;
import dev.millrace.orders.domain.OrderEvent.OrderRevised;
import dev.millrace.orders.domain.OrderEvent.OrderRevisionRejected;
import dev.millrace.orders.domain.OrderEvent.OrderRevisionRequested;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static dev.millrace.orders.domain.RejectionReason.CREDIT_LIMIT_EXCEEDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OrderTest {
    private static final String OWNER = "alice";

    @Property
    void shouldTotalItsLinesExactlyWhenPlaced(@ForAll("lines") List<OrderLine> lines) {
        BigDecimal expected = lines.stream()
                .map(line -> line.unitPrice().amount().multiply(BigDecimal.valueOf(line.quantity())))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(place(lines).total().amount()).isEqualByComparingTo(expected);
    }

    @Example
    void shouldTellOfEachChangeWhenItHappens() {
        assertThat(pending().creditReserved(OWNER)).get().isInstanceOf(OrderApproved.class);
        assertThat(pending().creditRefused(CREDIT_LIMIT_EXCEEDED, OWNER)).get().isInstanceOf(OrderRejected.class);
        Order order = pending();
        assertThat(order.cancel()).get().isInstanceOf(OrderCancellationRequested.class);
        assertThat(order.creditReserved(OWNER)).isEmpty();
        assertThat(order.state()).isEqualTo(OrderState.CANCEL_PENDING);
        assertThat(order.confirmCancellation()).get().isInstanceOf(OrderCancelled.class);
    }

    @Example
    void shouldBelongToWhoOrderedOrElseToTheUserWhoTheCustomerIs() {
        Order byClerk = pending();
        assertThat(byClerk.owner()).isNull();
        assertThat(byClerk.creditReserved(OWNER))
                .get()
                .extracting(OrderEvent::owner)
                .isEqualTo(OWNER);
        assertThat(byClerk.owner()).isEqualTo(OWNER);

        Order byBob = Order.place(UUID.randomUUID(), UUID.randomUUID(), List.of(line("1", "EUR")), "bob")
                .order();
        byBob.creditRefused(CREDIT_LIMIT_EXCEEDED, OWNER);
        assertThat(byBob.owner()).isEqualTo("bob");
    }

    @Example
    void shouldRefuseWhatTheStateForbids() {
        Order approved = pending();
        approved.creditReserved(OWNER);
        approved.revise(List.of(line("2.00", "EUR")));
        assertThatThrownBy(approved::cancel)
                .isInstanceOf(IllegalTransition.class)
                .hasMessage("The order is REVISION_PENDING and cannot be cancelled.");
        assertThatThrownBy(() -> approved.creditReserved(OWNER)).isInstanceOf(IllegalTransition.class);
        assertThatThrownBy(approved::confirmCancellation).isInstanceOf(IllegalTransition.class);
    }

    @Example
    void shouldTellOfBothTheProposedLinesAndWhatBecameOfThem() {
        Order order = pending();
        order.creditReserved(OWNER);
        List<OrderLine> proposed = List.of(line("9.00", "EUR"));
        assertThat(order.revise(proposed)).get().satisfies(event -> {
            OrderRevisionRequested requested = (OrderRevisionRequested) event;
            assertThat(requested.lines()).isEqualTo(proposed);
            assertThat(requested.total()).isEqualTo(Money.of("9.00", "EUR"));
        });
        assertThat(order.total()).isEqualTo(Money.of("1.50", "EUR"));
        assertThat(order.rejectRevision("CREDIT_LIMIT_EXCEEDED")).get().satisfies(event -> {
            OrderRevisionRejected rejected = (OrderRevisionRejected) event;
            assertThat(rejected.reason()).isEqualTo("CREDIT_LIMIT_EXCEEDED");
            assertThat(rejected.total()).isEqualTo(Money.of("1.50", "EUR"));
        });
        order.revise(proposed);
        assertThat(order.confirmRevision()).get().isInstanceOf(OrderRevised.class);
        assertThat(order.total()).isEqualTo(Money.of("9.00", "EUR"));
    }

    @Example
    void shouldRefuseARevisionThatMakesNoOrderAndStayAsItWas() {
        Order order = pending();
        order.creditReserved(OWNER);
        assertThatThrownBy(() -> order.revise(List.of())).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> order.revise(List.of(line("1", "EUR"), line("1", "USD"))))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("lines[1].unitPrice.currency");
        assertThat(order.state()).isEqualTo(OrderState.APPROVED);
        assertThat(order.proposedTotal()).isEmpty();
    }

    @Example
    void shouldRefuseLinesThatMakeNoOrder() {
        assertThatThrownBy(() -> place(List.of())).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> place(List.of(line("1", "EUR"), line("1", "USD"))))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("lines[1].unitPrice.currency");
        assertThatThrownBy(() -> place(List.of(line("1000000000000", "EUR"), line("0.01", "EUR"))))
                .isInstanceOf(InvalidInput.class);
    }

    @Provide
    Arbitrary<List<OrderLine>> lines() {
        Arbitrary<Money> prices = Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, new BigDecimal("10000"))
                .ofScale(2)
                .map(amount -> new Money(amount, "EUR"));
        return Combinators.combine(Arbitraries.integers().between(1, 1000), prices)
                .as((quantity, price) -> new OrderLine("tea", quantity, price))
                .list()
                .ofMinSize(1)
                .ofMaxSize(50);
    }

    private static Order pending() {
        return place(List.of(line("1.50", "EUR")));
    }

    private static Order place(List<OrderLine> lines) {
        return Order.place(UUID.randomUUID(), UUID.randomUUID(), lines, null).order();
    }

    private static OrderLine line(String price, String currency) {
        return new OrderLine("tea", 1, Money.of(price, currency));
    }
}
