package dev.millrace.system;

import dev.millrace.system.SystemState.Account;
import dev.millrace.system.SystemState.Event;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The invariants that hold once the system is quiet, whatever happened before. */
final class Invariants {
    /** Commands about different orders of a customer share a key and are committed in any order. */
    private static final String UNORDERED = "customer.commands";

    private Invariants() {}

    /** Waits until all orders of the customer are decided, then checks credit, messages and history. */
    static void hold(UUID customer) {
        Set<UUID> customers = Set.of(customer);
        await().atMost(Millrace.TIMEOUT)
                .untilAsserted(() -> assertThat(undecided(SystemStateReader.orders(customers)))
                        .isEmpty());
        assertThat(credit(SystemStateReader.accounts(customers), SystemStateReader.orders(customers)))
                .isEmpty();
        await().atMost(Millrace.TIMEOUT)
                .untilAsserted(() -> assertThat(violations(SystemStateReader.read(customers)))
                        .isEmpty());
    }

    /** All that contradicts an invariant; while the system is not quiet, something always does. */
    static List<String> violations(SystemState state) {
        return Stream.of(
                        undecided(state.orders()),
                        credit(state.accounts(), state.orders()),
                        messages(state),
                        history(state))
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> undecided(Map<UUID, List<OrderSummary>> orders) {
        return orders.values().stream()
                .flatMap(List::stream)
                .filter(order -> !order.isDecided())
                .map(order -> "order %s is not decided: %s".formatted(order.id(), order.state()))
                .toList();
    }

    private static List<String> credit(Map<UUID, Account> accounts, Map<UUID, List<OrderSummary>> orders) {
        List<String> violations = new ArrayList<>();
        accounts.forEach((customer, account) -> {
            BigDecimal held = held(orders.get(customer));
            if (account.limit().subtract(account.available()).compareTo(held) != 0) {
                violations.add("customer %s: of %s, %s is available, but the orders hold %s"
                        .formatted(customer, account.limit(), account.available(), held));
            }
            overdrawn(account)
                    .ifPresent(amount ->
                            violations.add("customer %s: available credit was %s".formatted(customer, amount)));
        });
        return violations;
    }

    private static Optional<BigDecimal> overdrawn(Account account) {
        return Optional.of(account.lowest().min(account.available())).filter(lowest -> lowest.signum() < 0);
    }

    private static BigDecimal held(List<OrderSummary> orders) {
        return orders.stream()
                .filter(OrderSummary::holdsCredit)
                .map(order -> order.total().amount())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static List<String> messages(SystemState state) {
        List<String> violations = new ArrayList<>();
        Map<String, List<Event>> committed = byAggregate(state.committed());
        Map<String, List<Event>> published = byAggregate(state.published());
        Set<String> aggregates = new HashSet<>(committed.keySet());
        aggregates.addAll(published.keySet());
        for (String aggregate : aggregates) {
            List<Event> rows = committed.getOrDefault(aggregate, List.of());
            List<Event> records = published.getOrDefault(aggregate, List.of());
            boolean same = aggregate.startsWith(UNORDERED)
                    ? records.size() == rows.size() && Set.copyOf(records).equals(Set.copyOf(rows))
                    : records.equals(rows);
            if (!same) {
                violations.add("%s: committed %s, published %s".formatted(aggregate, types(rows), types(records)));
            }
        }
        return violations;
    }

    private static Map<String, List<Event>> byAggregate(List<Event> events) {
        return events.stream().collect(Collectors.groupingBy(event -> event.topic() + " " + event.key()));
    }

    private static List<String> types(List<Event> events) {
        return events.stream().map(event -> event.type() + " " + event.id()).toList();
    }

    private static List<String> history(SystemState state) {
        List<String> violations = new ArrayList<>();
        state.orders().forEach((customer, orders) -> {
            List<OrderSummary> shown = state.history().get(customer);
            Map<UUID, OrderSummary> view = shown.stream()
                    .collect(Collectors.toMap(OrderSummary::id, Function.identity(), (first, second) -> second));
            if (shown.size() != orders.size()) {
                violations.add("customer %s has %d orders, the history shows %d"
                        .formatted(customer, orders.size(), shown.size()));
            }
            orders.stream()
                    .filter(order -> !order.equals(view.get(order.id())))
                    .map(order -> "the history shows %s as %s".formatted(order, view.get(order.id())))
                    .forEach(violations::add);
        });
        return violations;
    }
}
