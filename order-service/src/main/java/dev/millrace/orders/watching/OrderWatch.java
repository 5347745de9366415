package dev.millrace.orders.watching;

import dev.millrace.orders.domain.Order;
import io.smallrye.mutiny.subscription.MultiEmitter;

/** One who watches one order. */
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

    /** @param tooOld who began before this time (ns) is sent away, to come back with a new token */
    synchronized void beat(long tooOld) {
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
