package dev.millrace.relay.modes;

import dev.millrace.relay.outbox.Batch;
import dev.millrace.relay.outbox.BatchSink;
import dev.millrace.relay.outbox.LogPosition;
import dev.millrace.relay.outbox.OutboxEvent;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.common.errors.InterruptException;

/** Leaves out the events that another program had published before this relay took over. */
final class DuplicateFilter implements BatchSink {
    private final BatchSink sink;
    private final UndeliveredRows.Finder onKafka;
    private final long end;
    private boolean passed;

    /** @param end LSN before which events can be on Kafka */
    DuplicateFilter(BatchSink sink, UndeliveredRows.Finder onKafka, long end) {
        this.sink = sink;
        this.onKafka = onKafka;
        this.end = end;
    }

    @Override
    public void publish(Batch batch) {
        if (passed) {
            sink.publish(batch);
            return;
        }
        LogPosition reached = (LogPosition) batch.reached();
        passed = Long.compareUnsigned(reached.lsn(), end) >= 0;
        sink.publish(new Batch(unpublished(batch.events()), passed ? reached : reached.withMayBePublishedBefore(end)));
    }

    private List<OutboxEvent> unpublished(List<OutboxEvent> events) {
        if (events.isEmpty()) {
            return events;
        }
        try {
            Set<UUID> found = onKafka.find(
                    events.stream().map(event -> UUID.fromString(event.id())).collect(Collectors.toSet()));
            return events.stream()
                    .filter(event -> !found.contains(UUID.fromString(event.id())))
                    .toList();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
