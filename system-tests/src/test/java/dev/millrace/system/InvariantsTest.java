package dev.millrace.system;

import dev.millrace.system.OrderSummary.Amount;
import dev.millrace.system.SystemState.Account;
import dev.millrace.system.SystemState.Event;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** The checker finds each kind of violation in a state that is otherwise right. */
class InvariantsTest {
    private static final UUID CUSTOMER = new UUID(0, 1);
    private static final OrderSummary ORDER = order("APPROVED", "30.00");
    private static final Event CREATED = new Event("order.events", key(ORDER), "a", "order.created.v1");
    private static final Event APPROVED = new Event("order.events", key(ORDER), "b", "order.approved.v1");
    private static final Event RESERVE = new Event("customer.commands", CUSTOMER.toString(), "c", "reserve.v1");
    private static final Event RELEASE = new Event("customer.commands", CUSTOMER.toString(), "d", "release.v1");

    @Test
    void shouldFindNothingWhenAllIsAsItMustBe() {
        assertThat(Invariants.violations(right())).isEmpty();
    }

    @Test
    void shouldAllowCommandsAboutDifferentOrdersInAnyOrder() {
        assertThat(Invariants.violations(published(List.of(CREATED, APPROVED, RELEASE, RESERVE))))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource
    void shouldFindTheViolation(UnaryOperator<SystemState> violated, String found) {
        assertThat(Invariants.violations(violated.apply(right())))
                .anySatisfy(violation -> assertThat(violation).contains(found));
    }

    static Stream<Arguments> shouldFindTheViolation() {
        return Stream.of(
                violation(state -> orders(state, order("CANCEL_PENDING", "30.00")), "not decided: CANCEL_PENDING"),
                violation(
                        state -> orders(state, order("CANCELLED", "30.00")),
                        "70.00 is available, but the orders hold 0"),
                violation(state -> orders(state, order("APPROVED", "31.00")), "but the orders hold 31.00"),
                violation(state -> accounts(state, "70.00", "-0.01"), "available credit was -0.01"),
                violation(state -> published(List.of(CREATED, RESERVE, RELEASE)), "published [order.created.v1 a]"),
                violation(
                        state -> published(List.of(CREATED, APPROVED, APPROVED, RESERVE, RELEASE)),
                        "order.approved.v1 b, order.approved.v1 b"),
                violation(
                        state -> published(List.of(APPROVED, CREATED, RESERVE, RELEASE)),
                        "published [order.approved.v1 b, order.created.v1 a]"),
                violation(state -> published(List.of(CREATED, APPROVED, RESERVE, RESERVE)), "customer.commands"),
                violation(
                        state -> published(List.of(CREATED, APPROVED, RESERVE, RELEASE, ghost())),
                        "committed [], published [order.created.v1 e]"),
                violation(state -> history(state, order("PENDING", "30.00")), "the history shows"),
                violation(state -> history(state), "the history shows 0"));
    }

    private static Arguments violation(UnaryOperator<SystemState> violated, String found) {
        return arguments(violated, found);
    }

    private static SystemState right() {
        return published(List.of(CREATED, APPROVED, RESERVE, RELEASE));
    }

    private static SystemState published(List<Event> records) {
        return new SystemState(
                Map.of(CUSTOMER, account("70.00", "70.00")),
                Map.of(CUSTOMER, List.of(ORDER)),
                Map.of(CUSTOMER, List.of(ORDER)),
                List.of(CREATED, APPROVED, RESERVE, RELEASE),
                records);
    }

    private static SystemState orders(SystemState state, OrderSummary order) {
        return new SystemState(
                state.accounts(),
                Map.of(CUSTOMER, List.of(order)),
                state.history(),
                state.committed(),
                state.published());
    }

    private static SystemState accounts(SystemState state, String available, String lowest) {
        return new SystemState(
                Map.of(CUSTOMER, account(available, lowest)),
                state.orders(),
                state.history(),
                state.committed(),
                state.published());
    }

    private static SystemState history(SystemState state, OrderSummary... shown) {
        return new SystemState(
                state.accounts(),
                state.orders(),
                Map.of(CUSTOMER, List.of(shown)),
                state.committed(),
                state.published());
    }

    private static Event ghost() {
        return new Event("order.events", new UUID(0, 3).toString(), "e", "order.created.v1");
    }

    private static Account account(String available, String lowest) {
        return new Account(new BigDecimal("100.00"), new BigDecimal(available), new BigDecimal(lowest));
    }

    private static OrderSummary order(String state, String total) {
        return new OrderSummary(new UUID(0, 2), state, new Amount(new BigDecimal(total)), 1);
    }

    private static String key(OrderSummary order) {
        return order.id().toString();
    }
}
