package dev.millrace.chassis.push;

import dev.millrace.chassis.messaging.MessageHandlers;
import dev.millrace.chassis.outbox.Outbox;
import dev.millrace.chassis.outbox.OutboxMessage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A consumer for the tests: it publishes what it is told to count, unless it is told to fail. */
@ApplicationScoped
class Counter {
    record Counted(UUID id, String what) {}

    private final Outbox outbox;
    private final Queue<RuntimeException> failures = new ConcurrentLinkedQueue<>();

    Counter(Outbox outbox) {
        this.outbox = outbox;
    }

    @Produces
    @Singleton
    MessageHandlers handlers() {
        return MessageHandlers.of("counter")
                .from("thing.events")
                .on("thing.counted.v1", Counted.class, this::count)
                .ignoring("thing.dropped.v1");
    }

    void failNext(RuntimeException... next) {
        failures.addAll(List.of(next));
    }

    void recover() {
        failures.clear();
    }

    private void count(Counted counted) {
        outbox.publish(new OutboxMessage("thing", counted.id(), "thing.noted.v1", counted));
        RuntimeException failure = failures.poll();
        if (failure != null) {
            throw failure;
        }
    }
}
