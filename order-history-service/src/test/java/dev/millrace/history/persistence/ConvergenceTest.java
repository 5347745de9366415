package dev.millrace.history.persistence;

import dev.millrace.chassis.money.Money;
import dev.millrace.history.domain.EventMetadata;
import dev.millrace.history.domain.OrderState;
import dev.millrace.history.domain.OrderSummary;
import dev.millrace.history.domain.OrderTimeline;
import dev.millrace.history.domain.ProjectionEvent;
import dev.millrace.history.domain.ProjectionEvent.CauseRecorded;
import dev.millrace.history.domain.ProjectionEvent.CustomerNamed;
import dev.millrace.history.domain.ProjectionEvent.OrderStateChanged;
import dev.millrace.history.domain.ProjectionEvent.Placed;
import dev.millrace.history.domain.ProjectionEvent.Revised;
import dev.millrace.history.domain.SearchCriteria;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.BeforeContainer;

import static dev.millrace.history.domain.OrderState.APPROVED;
import static dev.millrace.history.domain.OrderState.CANCELLED;
import static dev.millrace.history.domain.OrderState.CANCEL_PENDING;
import static dev.millrace.history.domain.OrderState.PENDING;
import static dev.millrace.history.domain.OrderState.REJECTED;
import static dev.millrace.history.domain.OrderState.REVISION_PENDING;
import static org.assertj.core.api.Assertions.assertThat;

/** Runs on the real tables, since the SQL statements are what is tested. */
class ConvergenceTest {
    private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");
    private static final List<List<OrderState>> LIVES = List.of(
            List.of(PENDING),
            List.of(PENDING, APPROVED),
            List.of(PENDING, REJECTED),
            List.of(PENDING, CANCEL_PENDING, CANCELLED),
            List.of(PENDING, APPROVED, REVISION_PENDING, APPROVED),
            List.of(PENDING, APPROVED, REVISION_PENDING, APPROVED, CANCEL_PENDING, CANCELLED));
    private static final String STRANGER = "stranger";
    private static final List<String> SUBJECTS = List.of("owner-0", "owner-1", STRANGER);
    private static final SearchCriteria EVERYTHING = new SearchCriteria(null, null, null, null, null, null);

    private static TestView view;

    /** The data that readers can see. */
    private record Seen(
            List<OrderSummary> orders, List<Optional<OrderTimeline>> timelines, List<List<OrderSummary>> found) {}

    /** Who placed the order; determines the owner in each event. */
    private enum Orderer {
        THE_CUSTOMER,
        A_CLERK,
        A_STRANGER
    }

    private record Life(List<OrderState> states, Orderer orderer) {}

    @BeforeContainer
    static void open() {
        view = TestView.open();
    }

    @Property(tries = 150)
    void shouldBeTheSameViewWhateverTheOrderAndHoweverOften(
            @ForAll("streams") List<ProjectionEvent> events, @ForAll Random chance) {
        Seen inOrder = seen(events);
        List<ProjectionEvent> mixed = new ArrayList<>(events);
        events.stream().filter(fact -> chance.nextBoolean()).forEach(mixed::add);
        Collections.shuffle(mixed, chance);
        assertThat(seen(mixed)).isEqualTo(inOrder);
        assertThat(seen(portions(mixed, chance))).isEqualTo(inOrder);
    }

    @Property(tries = 30)
    void shouldNameEveryOrderButAStrangersOnceTheCustomerIsKnown(
            @ForAll("streams") List<ProjectionEvent> events, @ForAll Random chance) {
        List<ProjectionEvent> mixed = new ArrayList<>(events);
        Collections.shuffle(mixed, chance);
        Set<UUID> strangers = ownedBy(STRANGER, events);
        assertThat(seen(mixed).orders()).isNotEmpty().allSatisfy(order -> {
            if (strangers.contains(order.orderId())) {
                assertThat(order.customerName()).isNull();
            } else {
                assertThat(order.customerName()).startsWith("Name of ");
            }
        });
        assertThat(view.find(STRANGER, new SearchCriteria(null, null, null, null, "name of", null)))
                .isEmpty();
    }

    @Property(tries = 50)
    void shouldShowEachOrderToWhomAnyOfItsEventsNamesAndToNobodyElse(
            @ForAll("streams") List<ProjectionEvent> events, @ForAll Random chance) {
        List<ProjectionEvent> mixed = new ArrayList<>(events);
        Collections.shuffle(mixed, chance);
        seen(mixed);
        assertThat(SUBJECTS).allSatisfy(subject -> {
            Set<UUID> own = ownedBy(subject, events);
            assertThat(view.find(subject, EVERYTHING))
                    .extracting(OrderSummary::orderId)
                    .containsExactlyInAnyOrderElementsOf(own);
            assertThat(orders(events))
                    .allSatisfy(order -> assertThat(view.timeline(order, subject))
                            .matches(timeline -> timeline.isPresent() == own.contains(order)));
        });
    }

    /** Splits the events into batches, like a consumer's polls. */
    private static Stream<List<ProjectionEvent>> portions(List<ProjectionEvent> events, Random chance) {
        List<List<ProjectionEvent>> portions = new ArrayList<>();
        int next = 0;
        while (next < events.size()) {
            int end = Math.min(events.size(), next + 1 + chance.nextInt(events.size()));
            portions.add(events.subList(next, end));
            next = end;
        }
        return portions.stream();
    }

    private static Seen seen(List<ProjectionEvent> events) {
        return seen(events.stream().map(List::of));
    }

    private static Seen seen(Stream<List<ProjectionEvent>> portions) {
        view.beginAgain();
        portions.forEach(view::write);
        List<OrderSummary> orders = view.find(null, EVERYTHING);
        return new Seen(
                orders,
                orders.stream()
                        .map(order -> view.timeline(order.orderId(), null))
                        .toList(),
                SUBJECTS.stream().map(subject -> view.find(subject, EVERYTHING)).toList());
    }

    private static Set<UUID> orders(List<ProjectionEvent> events) {
        return steps(events).map(OrderStateChanged::orderId).collect(Collectors.toSet());
    }

    private static Set<UUID> ownedBy(String subject, List<ProjectionEvent> events) {
        return steps(events)
                .filter(step -> subject.equals(step.owner()))
                .map(OrderStateChanged::orderId)
                .collect(Collectors.toSet());
    }

    private static Stream<OrderStateChanged> steps(List<ProjectionEvent> events) {
        return events.stream().flatMap(fact -> switch (fact) {
            case OrderStateChanged step -> Stream.of(step);
            case Placed placed -> Stream.of(placed.step());
            case Revised revised -> Stream.of(revised.step());
            case CustomerNamed named -> Stream.empty();
            case CauseRecorded cause -> Stream.empty();
        });
    }

    /** Some orders of a few customers; each order's events are in the order of its life cycle. */
    @Provide
    Arbitrary<List<ProjectionEvent>> streams() {
        return Combinators.combine(Arbitraries.of(LIVES), Arbitraries.of(Orderer.class))
                .as(Life::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(lives -> {
                    List<ProjectionEvent> events = new ArrayList<>();
                    IntStream.range(0, lives.size()).forEach(i -> events.addAll(life(i, lives.get(i))));
                    return events;
                });
    }

    private static List<ProjectionEvent> life(int number, Life life) {
        UUID customer = new UUID(1, number / 2);
        List<ProjectionEvent> events = new ArrayList<>();
        String customersOwner = number / 2 < 2 ? "owner-" + number / 2 : null;
        events.add(new CustomerNamed(customer, "Name of " + customer, customersOwner));
        List<OrderState> states = life.states();
        for (int version = 0; version < states.size(); version++) {
            String cause = "cause-" + number + "-" + version;
            events.add(new CauseRecorded(cause, "customer.decided.v1"));
            EventMetadata origin = new EventMetadata(START.plusSeconds(10L * number + version), cause, "r", "t", null);
            OrderStateChanged step = new OrderStateChanged(
                    new UUID(2, number),
                    customer,
                    ownerIn(states.get(version), life.orderer(), customersOwner),
                    version,
                    "order." + states.get(version) + ".v1",
                    states.get(version),
                    null,
                    origin);
            events.add(fact(step, version, states));
        }
        return events;
    }

    private static ProjectionEvent fact(OrderStateChanged step, int version, List<OrderState> states) {
        if (version == 0) {
            return new Placed(
                    step, List.of("tea"), Money.of("1", "EUR"), step.origin().at());
        }
        return states.get(version) == APPROVED && states.get(version - 1) == REVISION_PENDING
                ? new Revised(step, List.of("tea", "cup"), Money.of("3", "EUR"))
                : step;
    }

    /** An order that a clerk placed belongs to the customer from the decision on, as in order-service. */
    private static String ownerIn(OrderState state, Orderer orderer, String customersOwner) {
        return switch (orderer) {
            case THE_CUSTOMER -> customersOwner;
            case A_STRANGER -> STRANGER;
            case A_CLERK -> state == PENDING || state == CANCEL_PENDING ? null : customersOwner;
        };
    }
}
