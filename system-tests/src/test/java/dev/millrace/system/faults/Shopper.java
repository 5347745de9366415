package dev.millrace.system.faults;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** A user who orders for one customer, and the orders that were accepted. */
public final class Shopper {
    private static final int RECENT = 10;

    private final UUID customer;
    private final Supplier<String> token;
    private final Set<UUID> earlier;
    private final List<UUID> orders = new CopyOnWriteArrayList<>();

    /** @param earlier orders that the customer has already */
    public Shopper(UUID customer, Supplier<String> token, Set<UUID> earlier) {
        this.customer = customer;
        this.token = token;
        this.earlier = Set.copyOf(earlier);
    }

    public Set<UUID> earlier() {
        return earlier;
    }

    public UUID customer() {
        return customer;
    }

    /** Ids of the orders that were answered with 201. */
    public List<UUID> orders() {
        return List.copyOf(orders);
    }

    String token() {
        return token.get();
    }

    void placed(UUID order) {
        orders.add(order);
    }

    /** One of the latest orders, which may still be moving; empty before the first. */
    Optional<UUID> recentOrder(RandomGenerator random) {
        List<UUID> known = orders();
        return known.isEmpty()
                ? Optional.empty()
                : Optional.of(known.get(Math.max(0, known.size() - 1 - random.nextInt(RECENT))));
    }
}
