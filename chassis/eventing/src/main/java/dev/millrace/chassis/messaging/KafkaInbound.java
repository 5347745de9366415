package dev.millrace.chassis.messaging;

import dev.millrace.chassis.events.CloudEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * The way in from Kafka (CloudEvents binary mode). What it throws makes the channel put the record on the consumer's
 * dead-letter topic with the error in its headers, and go on with the next; unless the service is ending (see {@link Door}).
 */
@ApplicationScoped
public class KafkaInbound {
    private final Intake intake;
    private final Door door;

    KafkaInbound(Intake intake, Door door) {
        this.intake = intake;
        this.door = door;
    }

    public void receive(Subscription subscription, ConsumerRecord<String, byte[]> record) throws Exception {
        door.enter(() -> {
            intake.take(subscription, read(record));
            return null;
        });
    }

    /** A record from a {@link TopicLog}; see {@link Dispatcher#repeat}. */
    public void repeat(Subscription subscription, ConsumerRecord<String, byte[]> record) {
        intake.repeat(subscription, read(record));
    }

    private static CloudEvent read(ConsumerRecord<String, byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : record.headers()) {
            if (header.value() != null) {
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        return Envelope.open(headers, record.value());
    }
}
