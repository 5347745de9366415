package dev.millrace.orders.domain;

import dev.millrace.chassis.errors.IllegalTransition;
import dev.millrace.chassis.errors.InvalidInput;
import dev.millrace.chassis.money.Money;
import dev.millrace.orders.domain.OrderEvent.OrderApproved;
import dev.millrace.orders.domain.OrderEvent.OrderCancellationRequested;
import dev.millrace.orders.domain.OrderEvent.OrderCancelled;
import dev.millrace.orders.domain.OrderEvent.OrderCreated;
import dev.millrace.orders.domain.OrderEvent.OrderRejected;
import dev.millrace.orders.domain.OrderEvent.OrderRevised;
import dev.millrace.orders.domain.OrderEvent.OrderRevisionRejected;
import dev.millrace.orders.domain.OrderEvent.OrderRevisionRequested;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Aggregate: an order and its lines. Each change returns the event that describes it. */
@Entity
@Table(name = "orders")
public class Order {
    @Id
    private UUID id;

    @Column(name = "customer_id")
    private UUID customerId;

    private @Nullable String owner;

    @Enumerated(EnumType.STRING)
    private OrderState state;

    @Enumerated(EnumType.STRING)
    @Column(name = "rejection_reason")
    private @Nullable RejectionReason rejectionReason;

    @Embedded
    private OrderContents contents;

    @Version
    private long version;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    protected Order() {}

    private Order(UUID id, UUID customerId, OrderContents contents, @Nullable String owner) {
        this.id = id;
        this.customerId = customerId;
        this.owner = owner;
        this.state = OrderState.PENDING;
        this.contents = contents;
        this.createdAt = now();
        this.updatedAt = createdAt;
    }

    /** A new order and the event of its creation. */
    public record Placed(Order order, OrderCreated event) {}

    /**
     * @param owner subject of the user who orders for themself; null if a clerk orders, until customer-service
     *     tells the owner
     * @throws InvalidInput if there are no lines, their currencies differ, or the total exceeds 10<sup>12</sup>
     */
    public static Placed place(UUID id, UUID customerId, List<OrderLine> lines, @Nullable String owner) {
        Order order = new Order(id, customerId, new OrderContents(lines), owner);
        return new Placed(
                order,
                new OrderCreated(id, customerId, order.lines(), order.total(), owner, order.version, order.createdAt));
    }

    /**
     * Credit is reserved for the order.
     *
     * @param customersOwner subject of the user who is the customer, or null
     */
    public Optional<OrderEvent> creditReserved(@Nullable String customersOwner) {
        return switch (state) {
            case PENDING -> {
                assignOwner(customersOwner);
                yield transitionTo(OrderState.APPROVED, new OrderApproved(id, customerId, total(), owner, version + 1));
            }
            // Either the cancellation's release is still to come, or it has already closed this reservation.
            case CANCEL_PENDING, CANCELLED -> Optional.empty();
            case APPROVED, REVISION_PENDING, REJECTED -> throw new IllegalTransition("order", state, "approved");
        };
    }

    /** The customer's credit does not cover the order; nothing is reserved for it. */
    public Optional<OrderEvent> creditRefused(RejectionReason reason, @Nullable String customersOwner) {
        return switch (state) {
            case PENDING -> {
                assignOwner(customersOwner);
                rejectionReason = reason;
                yield transitionTo(OrderState.REJECTED, new OrderRejected(id, customerId, reason, owner, version + 1));
            }
            case CANCEL_PENDING, CANCELLED -> Optional.empty();
            case APPROVED, REVISION_PENDING, REJECTED -> throw new IllegalTransition("order", state, "rejected");
        };
    }

    /** Requests the cancellation. The order becomes cancelled only after its credit is released. */
    public Optional<OrderEvent> cancel() {
        return switch (state) {
            case PENDING, APPROVED ->
                transitionTo(
                        OrderState.CANCEL_PENDING, new OrderCancellationRequested(id, customerId, owner, version + 1));
            case REJECTED, CANCEL_PENDING, REVISION_PENDING, CANCELLED ->
                throw new IllegalTransition("order", state, "cancelled");
        };
    }

    /** The order holds no credit, and none will be reserved for it. */
    public Optional<OrderEvent> confirmCancellation() {
        return switch (state) {
            case CANCEL_PENDING ->
                transitionTo(OrderState.CANCELLED, new OrderCancelled(id, customerId, owner, version + 1));
            case CANCELLED -> Optional.empty();
            case PENDING, APPROVED, REVISION_PENDING, REJECTED ->
                throw new IllegalTransition("order", state, "confirmed as cancelled");
        };
    }

    /**
     * Proposes other lines. The current lines remain valid until credit for the proposed ones is reserved.
     *
     * @throws InvalidInput if there are no lines, their currency is not that of the order, or their total exceeds
     *     10<sup>12</sup>
     */
    public Optional<OrderEvent> revise(List<OrderLine> proposed) {
        return switch (state) {
            case APPROVED -> {
                Money sum = contents.propose(proposed);
                yield transitionTo(
                        OrderState.REVISION_PENDING,
                        new OrderRevisionRequested(id, customerId, List.copyOf(proposed), sum, owner, version + 1));
            }
            case PENDING, REJECTED, CANCEL_PENDING, REVISION_PENDING, CANCELLED ->
                throw new IllegalTransition("order", state, "revised");
        };
    }

    /** The proposed lines' credit is reserved. */
    public Optional<OrderEvent> confirmRevision() {
        return switch (state) {
            case REVISION_PENDING -> {
                contents.acceptProposal();
                yield transitionTo(
                        OrderState.APPROVED, new OrderRevised(id, customerId, lines(), total(), owner, version + 1));
            }
            case PENDING, APPROVED, REJECTED, CANCEL_PENDING, CANCELLED ->
                throw new IllegalTransition("order", state, "confirmed as revised");
        };
    }

    /** No credit is reserved for the proposed lines; the reservation is the same as before the revision. */
    public Optional<OrderEvent> rejectRevision(String reason) {
        return switch (state) {
            case REVISION_PENDING -> {
                contents.discardProposal();
                yield transitionTo(
                        OrderState.APPROVED,
                        new OrderRevisionRejected(id, customerId, lines(), total(), reason, owner, version + 1));
            }
            case PENDING, APPROVED, REJECTED, CANCEL_PENDING, CANCELLED ->
                throw new IllegalTransition("order", state, "left as it was");
        };
    }

    /** Sets an unknown owner: an order that a clerk placed belongs to the customer's user once that is known. */
    public void assignOwner(@Nullable String customersOwner) {
        if (owner == null) {
            owner = customersOwner;
        }
    }

    private Optional<OrderEvent> transitionTo(OrderState next, OrderEvent event) {
        state = next;
        updatedAt = now();
        return Optional.of(event);
    }

    /** PostgreSQL stores microseconds; a response must equal a later read. */
    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    public UUID id() {
        return id;
    }

    public UUID customerId() {
        return customerId;
    }

    /** Null while only clerks and admins may see the order. */
    public @Nullable String owner() {
        return owner;
    }

    public OrderState state() {
        return state;
    }

    public Optional<RejectionReason> rejectionReason() {
        return Optional.ofNullable(rejectionReason);
    }

    public List<OrderLine> lines() {
        return contents.lines();
    }

    public Money total() {
        return contents.total();
    }

    /** Total of the lines that a pending revision proposes. */
    public Optional<Money> proposedTotal() {
        return contents.proposedTotal();
    }

    public long version() {
        return version;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }
}
