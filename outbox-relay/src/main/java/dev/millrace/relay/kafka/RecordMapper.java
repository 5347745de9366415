package dev.millrace.relay.kafka;

import dev.millrace.relay.outbox.OutboxEvent;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Makes the record of an event. An instance is used by one thread at a time. */
interface RecordMapper {
    /** @throws Unpublishable when the event must be parked; the message says why */
    ProducerRecord<byte[], byte[]> map(OutboxEvent event) throws Unpublishable;
}
