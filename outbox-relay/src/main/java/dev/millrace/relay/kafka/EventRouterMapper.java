package dev.millrace.relay.kafka;

import dev.millrace.relay.config.SourceConfig;
import dev.millrace.relay.outbox.OutboxEvent;
import dev.millrace.relay.outbox.TableRow;
import io.debezium.transforms.outbox.EventRouter;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Makes the records that Debezium's outbox event router makes, by the router itself and Kafka Connect's converters. See
 * docs/decisions/080-records-of-the-outbox-event-router.md.
 */
final class EventRouterMapper implements RecordMapper {
    private final ChangeRecords changes;
    private final EventRouter<SourceRecord> router = new EventRouter<>();
    private final ConnectConverters converters;
    private final RouterTopics topics;

    /** @throws IllegalArgumentException when the settings of the router or a converter are unusable */
    EventRouterMapper(String sourceName, SourceConfig source, RouterTopics topics) {
        this.changes = new ChangeRecords(sourceName + "." + source.table());
        this.topics = topics;
        Map<String, String> settings = new HashMap<>();
        Map<String, String> ofConverters = new HashMap<>();
        for (Map.Entry<String, String> setting : source.router().entrySet()) {
            (ConnectConverters.isSetting(setting.getKey()) ? ofConverters : settings)
                    .put(setting.getKey(), setting.getValue());
        }
        Set<String> unknown = new TreeSet<>(settings.keySet());
        unknown.removeAll(router.config().names());
        try {
            if (!unknown.isEmpty()) {
                throw new IllegalArgumentException("the outbox event router has no setting "
                        + String.join(", ", unknown) + "; it has "
                        + String.join(", ", new TreeSet<>(router.config().names())));
            }
            router.configure(settings);
            converters = new ConnectConverters(ofConverters);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("relay.sources.%s.router: %s".formatted(sourceName, e.getMessage()), e);
        }
    }

    @Override
    public ProducerRecord<byte[], byte[]> map(OutboxEvent event) throws Unpublishable {
        if (event.oversized()) {
            throw new Unpublishable("its row is larger than relay.sources.<name>.max-row-size");
        }
        TableRow row = event.row();
        if (row == null) {
            throw new Unpublishable("it was parked from a table of the layout millrace");
        }
        requireNonNull(event.aggregateType(), "the column that routes the event");
        requireNonNull(event.aggregateId(), "the column of the event's key");
        SourceRecord routed = route(row);
        topics.check(routed.topic(), routed.kafkaPartition());
        return record(routed);
    }

    private SourceRecord route(TableRow row) throws Unpublishable {
        try {
            return router.apply(changes.of(row));
        } catch (RuntimeException e) {
            throw new Unpublishable("the outbox event router refuses it: " + e.getMessage());
        }
    }

    private ProducerRecord<byte[], byte[]> record(SourceRecord routed) throws Unpublishable {
        try {
            return converters.record(routed);
        } catch (RuntimeException e) {
            throw new Unpublishable("a converter refuses it: " + e.getMessage());
        }
    }

    private static void requireNonNull(@Nullable String value, String column) throws Unpublishable {
        if (value == null) {
            throw new Unpublishable(column + " is null");
        }
    }
}
