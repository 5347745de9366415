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
 * dead-letter topic with the error in its headers, and go on with the next; unless the service is ending (see {@link ShutdownGate}).
 */
@ApplicationScoped
public class KafkaMessageReceiver {
    private final MessageContext intake;
    private final ShutdownGate door;

    KafkaMessageReceiver(MessageContext intake, ShutdownGate door) {
        this.intake = intake;
        this.door = door;
    }

    public void receive(MessageHandlers subscription, ConsumerRecord<String, byte[]> record) throws Exception {
        door.enter(() -> {
            intake.take(subscription, read(record));
            return null;
        });
    }

    /** A record from a {@link TopicReader}; see {@link Dispatcher#replay}. */
    public void replay(MessageHandlers subscription, ConsumerRecord<String, byte[]> record) {
        intake.replay(subscription, read(record));
    }

    private static CloudEvent read(ConsumerRecord<String, byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : record.headers()) {
            if (header.value() != null) {
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        return CloudEventReader.open(headers, record.value());
    }
}
