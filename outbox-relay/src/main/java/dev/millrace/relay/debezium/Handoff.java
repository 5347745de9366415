package dev.millrace.relay.debezium;

import io.debezium.connector.base.QueueProvider;
import io.debezium.pipeline.DataChangeEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.source.SourceRecord;

/** The queue between Debezium's reader and the relay: the one waits while it is full, the other while it is empty. */
final class Handoff implements QueueProvider<DataChangeEvent> {
    private final BlockingQueue<DataChangeEvent> events;

    Handoff(int capacity) {
        events = new ArrayBlockingQueue<>(capacity);
    }

    /** Returns as soon as there is an event, with all that are there; with none when {@code patience} is over. */
    List<SourceRecord> take(int most, Duration patience) throws InterruptedException {
        DataChangeEvent first = events.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (first == null) {
            return List.of();
        }
        List<DataChangeEvent> taken = new ArrayList<>();
        taken.add(first);
        events.drainTo(taken, most - 1);
        return taken.stream().map(DataChangeEvent::getRecord).toList();
    }

    @Override
    public String name() {
        return "handoff";
    }

    @Override
    public void configure(Map<String, ?> properties) {}

    @Override
    public void enqueue(DataChangeEvent event) throws InterruptedException {
        events.put(event);
    }

    @Override
    public DataChangeEvent poll() {
        return events.poll();
    }

    /** Debezium waits for room by polling when this tells of a full queue; {@link #enqueue} waits instead. */
    @Override
    public int size() {
        return 0;
    }
}
