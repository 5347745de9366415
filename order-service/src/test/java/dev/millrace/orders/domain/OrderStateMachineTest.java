package dev.millrace.orders.domain;

import dev.millrace.chassis.errors.IllegalTransition;
import dev.millrace.chassis.money.Money;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static dev.millrace.orders.domain.OrderState.APPROVED;
import static dev.millrace.orders.domain.OrderState.CANCELLED;
import static dev.millrace.orders.domain.OrderState.CANCEL_PENDING;
import static dev.millrace.orders.domain.OrderState.PENDING;
import static dev.millrace.orders.domain.OrderState.REJECTED;
import static dev.millrace.orders.domain.OrderState.REVISION_PENDING;
import static org.assertj.core.api.Assertions.assertThat;

/** The table lists all transitions; every other step is refused and changes nothing, in any sequence of steps. */
class OrderStateMachineTest {
    private static final List<OrderLine> FORMER = List.of(new OrderLine("tea", 1, Money.of("2.00", "EUR")));
    private static final List<OrderLine> PROPOSED = List.of(new OrderLine("tea", 3, Money.of("2.00", "EUR")));

    private static final Map<OrderState, Map<Step, OrderState>> TABLE = Map.of(
            PENDING, Map.of(Step.RESERVED, APPROVED, Step.REFUSED, REJECTED, Step.CANCEL, CANCEL_PENDING),
            APPROVED, Map.of(Step.CANCEL, CANCEL_PENDING, Step.REVISE, REVISION_PENDING),
            REVISION_PENDING, Map.of(Step.REVISION_CONFIRMED, APPROVED, Step.REVISION_REJECTED, APPROVED),
            CANCEL_PENDING,
                    Map.of(
                            Step.CANCELLATION_CONFIRMED,
                            CANCELLED,
                            Step.RESERVED,
                            CANCEL_PENDING,
                            Step.REFUSED,
                            CANCEL_PENDING),
            CANCELLED,
                    Map.of(Step.RESERVED, CANCELLED, Step.REFUSED, CANCELLED, Step.CANCELLATION_CONFIRMED, CANCELLED),
            REJECTED, Map.of());

    /** An input of the state machine. */
    enum Step {
        RESERVED(order -> order.creditReserved("alice")),
        REFUSED(order -> order.creditRefused(RejectionReason.CREDIT_LIMIT_EXCEEDED, "alice")),
        CANCEL(Order::cancel),
        CANCELLATION_CONFIRMED(Order::confirmCancellation),
        REVISE(order -> order.revise(PROPOSED)),
        REVISION_CONFIRMED(Order::confirmRevision),
        REVISION_REJECTED(order -> order.rejectRevision("CREDIT_LIMIT_EXCEEDED"));

        private final Function<Order, Optional<OrderEvent>> transition;

        Step(Function<Order, Optional<OrderEvent>> transition) {
            this.transition = transition;
        }

        Optional<OrderEvent> apply(Order order) {
            return transition.apply(order);
        }
    }

    @Property
    void shouldGoAsTheTableSaysAndTellOfEachChange(@ForAll("steps") List<Step> steps) {
        Order order =
                Order.place(UUID.randomUUID(), UUID.randomUUID(), FORMER, null).order();
        for (Step step : steps) {
            OrderState before = order.state();
            Optional<OrderState> wanted = Optional.ofNullable(TABLE.get(before).get(step));
            try {
                Optional<OrderEvent> event = step.apply(order);
                assertThat(wanted).contains(order.state());
                assertThat(event.isPresent()).isEqualTo(order.state() != before);
            } catch (IllegalTransition refused) {
                assertThat(wanted).isEmpty();
                assertThat(order.state()).isEqualTo(before);
            }
        }
    }

    @Property
    void shouldHaveTheLinesOfTheLastConfirmedRevisionAndTheirTotal(@ForAll("steps") List<Step> steps) {
        Order order =
                Order.place(UUID.randomUUID(), UUID.randomUUID(), FORMER, null).order();
        List<OrderLine> expected = FORMER;
        for (Step step : steps) {
            try {
                step.apply(order);
                expected = step == Step.REVISION_CONFIRMED ? PROPOSED : expected;
            } catch (IllegalTransition refused) {
                assertThat(TABLE.get(order.state())).doesNotContainKey(step);
            }
            assertThat(order.lines()).isEqualTo(expected);
            assertThat(order.total()).isEqualTo(expected.getFirst().price());
            assertThat(order.proposedTotal().isPresent()).isEqualTo(order.state() == REVISION_PENDING);
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Arbitraries.of(Step.class).list().ofMaxSize(12);
    }
}
