package dev.millrace.chassis.messaging;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Flow;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BatchSubscriberTest {
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final List<List<Integer>> batches = new ArrayList<>();
    private final BatchSubscriber<Integer> subscriber = new BatchSubscriber<>(10, tasks::add, this::handle);
    private long requested;
    private Runnable meanwhile = () -> {};

    @BeforeEach
    void subscribe() {
        subscriber.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long n) {
                requested += n;
            }

            @Override
            public void cancel() {}
        });
    }

    @Test
    void shouldHandOverASingleItemAtOnce() {
        subscriber.onNext(1);
        run();
        assertThat(batches).containsExactly(List.of(1));
    }

    @Test
    void shouldHandOverTogetherWhatCameWhileTheLastBatchWasHandled() {
        meanwhile = () -> IntStream.rangeClosed(2, 14).forEach(subscriber::onNext);
        subscriber.onNext(1);
        run();
        assertThat(batches)
                .containsExactly(
                        List.of(1), IntStream.rangeClosed(2, 11).boxed().toList(), List.of(12, 13, 14));
    }

    @Test
    void shouldAskForAsMuchAsItHasHandled() {
        assertThat(requested).isEqualTo(20);
        IntStream.range(0, 5).forEach(subscriber::onNext);
        run();
        assertThat(requested).isEqualTo(25);
    }

    @Test
    void shouldGoOnWhenABatchFails() {
        meanwhile = () -> {
            throw new IllegalStateException("a bug");
        };
        subscriber.onNext(1);
        run();
        subscriber.onNext(2);
        run();
        assertThat(batches).containsExactly(List.of(1), List.of(2));
        assertThat(requested).isEqualTo(22);
    }

    private void handle(List<Integer> batch) {
        batches.add(batch);
        Runnable once = meanwhile;
        meanwhile = () -> {};
        once.run();
    }

    private void run() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }
}
