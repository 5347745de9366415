package dev.millrace.chassis.messaging;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Passes items to a handler in batches, in order, one batch at a time. A batch has the items that arrived while the
 * last one was handled: a single item is passed on at once, and batches grow under load. At most two batches of items
 * are requested and unfinished at any time; back-pressure keeps the rest at the source.
 */
final class BatchSubscriber<T> implements Flow.Subscriber<T> {
    private static final Logger LOG = Logger.getLogger(BatchSubscriber.class);

    private final int max;
    private final Executor executor;
    private final Consumer<List<T>> handler;
    private final Queue<T> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger signals = new AtomicInteger();
    private Flow.@Nullable Subscription subscription;

    /** @param max maximum number of items in a batch */
    BatchSubscriber(int max, Executor executor, Consumer<List<T>> handler) {
        this.max = max;
        this.executor = executor;
        this.handler = handler;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.subscription = subscription;
        subscription.request(2L * max);
    }

    @Override
    public void onNext(T item) {
        waiting.add(item);
        if (signals.getAndIncrement() == 0) {
            executor.execute(this::drain);
        }
    }

    @Override
    public void onError(Throwable e) {
        LOG.error("A channel has ended", e);
    }

    @Override
    public void onComplete() {
        LOG.debug("A channel has ended");
    }

    private void drain() {
        int seen = signals.get();
        while (seen != 0) {
            List<T> batch = nextBatch();
            if (batch.isEmpty()) {
                seen = signals.addAndGet(-seen);
            } else {
                handle(batch);
            }
        }
    }

    private List<T> nextBatch() {
        List<T> batch = new ArrayList<>();
        while (batch.size() < max && !waiting.isEmpty()) {
            batch.add(waiting.remove());
        }
        return batch;
    }

    private void handle(List<T> batch) {
        try {
            handler.accept(batch);
        } catch (RuntimeException | Error e) {
            LOG.errorf(e, "%d messages were left unhandled and are delivered again after a restart", batch.size());
        } finally {
            Objects.requireNonNull(subscription).request(batch.size());
        }
    }
}
