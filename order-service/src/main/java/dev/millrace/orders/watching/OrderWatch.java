package dev.millrace.orders.watching;

import dev.millrace.orders.domain.Order;
import io.smallrye.mutiny.subscription.MultiEmitter;

/** One subscriber to the changes of one order. */
final class OrderWatch {
    private final MultiEmitter<? super Order> emitter;
    private final long since = System.nanoTime();
    private Order last;

    OrderWatch(Order now, MultiEmitter<? super Order> emitter) {
        this.last = now;
        this.emitter = emitter;
    }

    synchronized long version() {
        return last.version();
    }

    synchronized void begin() {
        emit(last);
    }

    synchronized void show(Order order) {
        if (order.version() > last.version()) {
            emit(order);
        }
    }

    /**
     * Emits the last state again as a heartbeat, or completes the stream if it began too long ago. The client then
     * reconnects with a new token.
     *
     * @param tooOld {@link System#nanoTime} before which a stream must have begun to be completed
     */
    synchronized void sendHeartbeat(long tooOld) {
        if (since - tooOld < 0) {
            end();
        } else {
            emit(last);
        }
    }

    void end() {
        emitter.complete();
    }

    private void emit(Order order) {
        last = order;
        emitter.emit(order);
        if (!order.state().isInTransition()) {
            end();
        }
    }
}
