package dev.millrace.relay.debezium;

import dev.millrace.relay.outbox.OutboxEvent;
import io.debezium.data.Envelope;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** Debezium's change records of the outbox table as outbox events; the heartbeat's are left out. */
record Rows(String outboxTopic) {
    static Rows of(String sourceName, String table) {
        return new Rows(sourceName + "." + table);
    }

    Stream<OutboxEvent> events(SourceRecord change) {
        return Objects.equals(change.topic(), outboxTopic) ? Stream.of(event((Struct) change.value())) : Stream.empty();
    }

    private static OutboxEvent event(Struct change) {
        Struct row = change.getStruct(Envelope.FieldName.AFTER);
        return new OutboxEvent(
                row.getInt64("seq"),
                row.getString("id"),
                row.getString("aggregate_type"),
                row.getString("aggregate_id"),
                row.getString("type"),
                row.getString("source"),
                row.getString("time"),
                row.getString("headers"),
                row.getString("payload"));
    }
}
