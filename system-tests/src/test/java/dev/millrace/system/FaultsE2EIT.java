package dev.millrace.system;

import dev.millrace.devstack.identity.DemoUser;
import dev.millrace.system.faults.Fault;
import dev.millrace.system.faults.FaultInjector;
import dev.millrace.system.faults.FaultSchedule;
import dev.millrace.system.faults.OrderLoad;
import dev.millrace.system.faults.Shopper;
import io.restassured.http.ContentType;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;

import static dev.millrace.devstack.identity.DemoUser.ALICE;
import static dev.millrace.devstack.identity.DemoUser.BOB;
import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Faults of every process and of the connections between them, under open load by customers and a clerk; afterwards the
 * invariants hold. {@code ./mvnw verify -Pfaults} runs it for half an hour. The schedule depends on the seed, the
 * duration and the interval only.
 */
class FaultsE2EIT {
    private static final long SEED = Long.getLong("faults.seed", 20261128);
    private static final Duration DURATION = duration("faults.duration", "PT45S");
    private static final Duration INTERVAL = duration("faults.interval", "PT2.5S");
    private static final int PER_SECOND = Integer.getInteger("faults.rate", 4);
    private static final List<DemoUser> SHOPPERS = List.of(ALICE, BOB, CLERK, CLERK, CLERK, CLERK);
    private static final int MEAN_PRICE = 15;
    private static final Duration QUIET = duration("faults.quiet", "PT3M");

    @Test
    void shouldKeepTheInvariantsWhateverFails() throws Exception {
        FaultySystem system = new FaultySystem();
        List<Fault> schedule = FaultSchedule.of(SEED, DURATION, INTERVAL, system.processNames(), system.linkNames());
        List<Shopper> shoppers = SHOPPERS.stream().map(FaultsE2EIT::shopper).toList();
        System.out.printf("Faults: seed %d, %d faults in %d s%n", SEED, schedule.size(), DURATION.toSeconds());
        List<String> violations;
        try (OrderLoad load = OrderLoad.start(URI.create(Millrace.url("")), shoppers, SEED, PER_SECOND);
                FaultInjector injector = new FaultInjector(system.processes(), system.links())) {
            Instant over = injector.run(schedule);
            violations = new ArrayList<>(injector.notReadyWithin(QUIET));
            say("all processes are ready", over);
            load.finish();
            violations.addAll(load.violations());
            say("all requests are answered", over);
            violations.addAll(violationsWhenQuiet(shoppers));
            say("the state was read the last time", over);
            report(schedule, load, shoppers);
        }
        System.out.printf("Faults: %d violations%n", violations.size());
        assertThat(violations).as("seed %d, %s", SEED, DURATION).isEmpty();
    }

    private static List<String> violationsWhenQuiet(List<Shopper> shoppers) {
        Set<UUID> customers = shoppers.stream().map(Shopper::customer).collect(Collectors.toSet());
        try {
            await().atMost(QUIET)
                    .ignoreExceptions()
                    .until(() -> Invariants.violations(SystemStateReader.read(customers))
                            .isEmpty());
        } catch (ConditionTimeoutException notQuiet) {
            return Invariants.violations(SystemStateReader.read(customers));
        }
        return shoppers.stream().flatMap(FaultsE2EIT::lostOrDoubled).toList();
    }

    private static void say(String what, Instant since) {
        System.out.printf(
                "Faults: %s %d s after the last fault%n",
                what, Duration.between(since, Instant.now()).toSeconds());
    }

    /** Each order that was accepted is there, and no other: a repeated request has placed nothing twice. */
    private static Stream<String> lostOrDoubled(Shopper shopper) {
        Set<UUID> accepted = new HashSet<>(shopper.orders());
        Set<UUID> found = Millrace.orders(shopper.customer()).stream()
                .map(OrderSummary::id)
                .collect(Collectors.toSet());
        Stream<String> lost =
                accepted.stream().filter(order -> !found.contains(order)).map(order -> "lost: " + order);
        Stream<String> doubled = found.stream()
                .filter(order -> !accepted.contains(order) && !shopper.earlier().contains(order))
                .map(order -> "nobody's order: " + order);
        return Stream.concat(lost, doubled);
    }

    private static void report(List<Fault> schedule, OrderLoad load, List<Shopper> shoppers) {
        System.out.printf(
                "Faults: injected %s%n",
                schedule.stream().collect(Collectors.groupingBy(Fault::kind, TreeMap::new, Collectors.counting())));
        System.out.printf("Faults: attempts by status %s%n", new TreeMap<>(load.answers()));
        System.out.printf(
                "Faults: %d orders placed, now %s%n",
                shoppers.stream().mapToInt(shopper -> shopper.orders().size()).sum(),
                shoppers.stream()
                        .flatMap(shopper -> Millrace.orders(shopper.customer()).stream())
                        .collect(Collectors.groupingBy(OrderSummary::state, TreeMap::new, Collectors.counting())));
    }

    private static Shopper shopper(DemoUser user) {
        UUID customer = user == CLERK ? registered(user) : ownCustomer(user);
        Set<UUID> earlier =
                Millrace.orders(customer).stream().map(OrderSummary::id).collect(Collectors.toSet());
        return new Shopper(customer, () -> Millrace.token(user), earlier);
    }

    /** A user is one customer at most. */
    private static UUID ownCustomer(DemoUser user) {
        String id = Millrace.as(user).get(Millrace.url("/api/customers")).path("items[0]?.id");
        return id == null ? registered(user) : UUID.fromString(id);
    }

    /** Registers a customer with credit for about half of what will be ordered. */
    private static UUID registered(DemoUser user) {
        long orders = DURATION.toSeconds() * PER_SECOND / 2 / SHOPPERS.size();
        String body = """
                {"name": "Ada", "email": "ada@example.org", "creditLimit": {"amount": "%d.00", "currency": "EUR"}}""".formatted(50 + orders * MEAN_PRICE / 2);
        String id = Millrace.as(user)
                .contentType(ContentType.JSON)
                .body(body)
                .post(Millrace.url("/api/customers"))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        return UUID.fromString(id);
    }

    private static Duration duration(String property, String otherwise) {
        return Duration.parse(System.getProperty(property, otherwise));
    }
}
