package dev.millrace.history.persistence;

import dev.millrace.chassis.money.Money;
import dev.millrace.history.domain.Fact;
import dev.millrace.history.domain.Fact.Caused;
import dev.millrace.history.domain.Fact.CustomerNamed;
import dev.millrace.history.domain.Fact.Placed;
import dev.millrace.history.domain.Fact.Stepped;
import dev.millrace.history.domain.OrderState;
import dev.millrace.history.domain.OrderSummary;
import dev.millrace.history.domain.Origin;
import dev.millrace.history.domain.Search;
import dev.millrace.history.domain.Timeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.BeforeContainer;

import static dev.millrace.history.domain.OrderState.APPROVED;
import static dev.millrace.history.domain.OrderState.CANCELLED;
import static dev.millrace.history.domain.OrderState.CANCEL_PENDING;
import static dev.millrace.history.domain.OrderState.PENDING;
import static dev.millrace.history.domain.OrderState.REJECTED;
import static org.assertj.core.api.Assertions.assertThat;

/** On the real tables: what is proven is the statements. */
class ConvergenceTest {
    private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");
    private static final List<List<OrderState>> LIVES = List.of(
            List.of(PENDING),
            List.of(PENDING, APPROVED),
            List.of(PENDING, REJECTED),
            List.of(PENDING, CANCEL_PENDING, CANCELLED));

    private static TestView view;

    /** What a reader can see. */
    private record Seen(List<OrderSummary> orders, List<Optional<Timeline>> timelines) {}

    @BeforeContainer
    static void open() {
        view = TestView.open();
    }

    @Property(tries = 150)
    void shouldBeTheSameViewWhateverTheOrderAndHoweverOften(
            @ForAll("streams") List<Fact> facts, @ForAll Random chance) {
        Seen inOrder = seen(facts);
        List<Fact> mixed = new ArrayList<>(facts);
        facts.stream().filter(fact -> chance.nextBoolean()).forEach(mixed::add);
        Collections.shuffle(mixed, chance);
        assertThat(seen(mixed)).isEqualTo(inOrder);
    }

    @Property(tries = 30)
    void shouldNameEveryOrderOnceTheCustomerIsKnown(@ForAll("streams") List<Fact> facts, @ForAll Random chance) {
        List<Fact> mixed = new ArrayList<>(facts);
        Collections.shuffle(mixed, chance);
        assertThat(seen(mixed).orders())
                .isNotEmpty()
                .allSatisfy(order -> assertThat(order.customerName()).startsWith("Name of "));
    }

    private static Seen seen(List<Fact> facts) {
        view.beginAgain();
        facts.forEach(view::write);
        List<OrderSummary> orders = view.find(new Search(null, null, null, null, null, null));
        return new Seen(
                orders,
                orders.stream().map(order -> view.timeline(order.orderId())).toList());
    }

    /** Some orders of a few customers, each in the order of its own life. */
    @Provide
    Arbitrary<List<Fact>> streams() {
        return Arbitraries.of(LIVES).list().ofMinSize(1).ofMaxSize(4).map(lives -> {
            List<Fact> facts = new ArrayList<>();
            IntStream.range(0, lives.size()).forEach(i -> facts.addAll(life(i, lives.get(i))));
            return facts;
        });
    }

    private static List<Fact> life(int number, List<OrderState> states) {
        UUID customer = new UUID(1, number / 2);
        List<Fact> facts = new ArrayList<>();
        facts.add(new CustomerNamed(customer, "Name of " + customer));
        for (int version = 0; version < states.size(); version++) {
            String cause = "cause-" + number + "-" + version;
            facts.add(new Caused(cause, "customer.decided.v1"));
            Origin origin = new Origin(START.plusSeconds(10L * number + version), cause, "r", "t", null);
            Stepped step = new Stepped(
                    new UUID(2, number),
                    customer,
                    version,
                    "order." + states.get(version) + ".v1",
                    states.get(version),
                    null,
                    origin);
            facts.add(version > 0 ? step : new Placed(step, List.of("tea"), Money.of("1", "EUR"), origin.at()));
        }
        return facts;
    }
}
