package dev.millrace.chassis;

import dev.millrace.chassis.messaging.KafkaMessageReceiver;
import dev.millrace.chassis.messaging.MessageHandlers;
import dev.millrace.chassis.outbox.Outbox;
import dev.millrace.chassis.outbox.OutboxMessage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Test consumer that publishes an event for each thing counted, or fails when told to. */
@ApplicationScoped
public class Counter {
    /** Payload of the counted message. */
    public record Counted(UUID id, String what) {}

    private final Outbox outbox;
    private final KafkaMessageReceiver receiver;
    private final Queue<RuntimeException> failures = new ConcurrentLinkedQueue<>();
    private final Map<UUID, Supplier<? extends Throwable>> failing = new ConcurrentHashMap<>();
    private final ReentrantLock counting = new ReentrantLock();

    Counter(Outbox outbox, KafkaMessageReceiver receiver) {
        this.outbox = outbox;
        this.receiver = receiver;
    }

    @Produces
    @Singleton
    MessageHandlers handlers() {
        return MessageHandlers.of("counter")
                .from("thing.events")
                .on("thing.counted.v1", Counted.class, this::count)
                .ignoring("thing.dropped.v1");
    }

    @Incoming("thing-events")
    Flow.Subscriber<Message<byte[]>> receive() {
        return receiver.receive();
    }

    public void failNext(RuntimeException... next) {
        failures.addAll(List.of(next));
    }

    /** @param failure yields the exception to throw, or null to count the thing this time */
    public void failOn(UUID thing, Supplier<? extends Throwable> failure) {
        failing.put(thing, failure);
    }

    /** Blocks counting until unlocked. */
    public ReentrantLock counting() {
        return counting;
    }

    public void recover() {
        failures.clear();
        failing.clear();
    }

    private void count(Counted counted) {
        counting.lock();
        try {
            outbox.publish(new OutboxMessage("thing", counted.id(), "thing.noted.v1", counted));
            Throwable failure = failing.containsKey(counted.id())
                    ? failing.get(counted.id()).get()
                    : failures.poll();
            if (failure != null) {
                Counter.<RuntimeException>fail(failure);
            }
        } finally {
            counting.unlock();
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void fail(Throwable failure) throws T {
        throw (T) failure;
    }
}
