package dev.millrace.customers.domain;

import dev.millrace.chassis.money.Money;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The account's knowledge of one order, as the fold of the order's events. */
public final class Reservation {
    private enum State {
        UNKNOWN,
        OPEN,
        CLOSED
    }

    private final UUID orderId;
    private final Map<UUID, SagaHistory> sagas = new HashMap<>();
    private State state = State.UNKNOWN;
    private @Nullable Money held;

    private Reservation(UUID orderId) {
        this.orderId = orderId;
    }

    /** @param events the order's events, in the order of the account */
    public static Reservation of(UUID orderId, List<CreditEvent> events) {
        Reservation reservation = new Reservation(orderId);
        events.forEach(reservation::apply);
        return reservation;
    }

    public UUID orderId() {
        return orderId;
    }

    /** Null if nothing is reserved. */
    public @Nullable Money held() {
        return held;
    }

    boolean isKnown() {
        return state != State.UNKNOWN;
    }

    boolean isOpen() {
        return state == State.OPEN;
    }

    boolean isClosed() {
        return state == State.CLOSED;
    }

    boolean hasGranted(UUID sagaId, Money total) {
        return saga(sagaId).granted().contains(total);
    }

    boolean hasRefused(UUID sagaId, Money total) {
        return saga(sagaId).refused().contains(total);
    }

    /** Whether the saga has been compensated: it has restored the amount from before the saga. */
    boolean isOverFor(UUID sagaId) {
        SagaHistory saga = saga(sagaId);
        return saga.before() != null && saga.granted().contains(saga.before());
    }

    /** Whether the total is the amount that was reserved before the saga's first command. */
    boolean isCompensation(UUID sagaId, Money total) {
        return sagas.containsKey(sagaId) ? total.equals(saga(sagaId).before()) : total.equals(held);
    }

    CreditEvent changeTo(UUID sagaId, Money total) {
        return held == null
                ? new CreditEvent.Reserved(orderId, sagaId, total)
                : new CreditEvent.Changed(orderId, sagaId, total, held);
    }

    CreditEvent close() {
        return held == null ? new CreditEvent.Closed(orderId) : new CreditEvent.Released(orderId, held);
    }

    private void apply(CreditEvent event) {
        switch (event) {
            case CreditEvent.Reserved e -> hold(e.sagaId(), e.amount());
            case CreditEvent.Changed e -> hold(e.sagaId(), e.amount());
            case CreditEvent.ChangeRefused e -> started(e.sagaId()).refused().add(e.requested());
            case CreditEvent.Refused e -> end();
            case CreditEvent.Released e -> end();
            case CreditEvent.Closed e -> end();
            case CreditEvent.Opened e ->
                throw new IllegalArgumentException("the opening of the account is no event of order " + orderId);
        }
    }

    private void hold(@Nullable UUID sagaId, Money amount) {
        if (sagaId != null) {
            started(sagaId).granted().add(amount);
        }
        state = State.OPEN;
        held = amount;
    }

    private void end() {
        state = State.CLOSED;
        held = null;
    }

    private SagaHistory saga(UUID sagaId) {
        return sagas.getOrDefault(sagaId, SagaHistory.startingAt(null));
    }

    private SagaHistory started(UUID sagaId) {
        return sagas.computeIfAbsent(sagaId, first -> SagaHistory.startingAt(held));
    }
}
