package dev.millrace.chassis.messaging;

import dev.millrace.chassis.events.CloudEvent;
import dev.millrace.chassis.events.Headers;
import dev.millrace.chassis.http.Actor;
import dev.millrace.chassis.http.RequestId;
import dev.millrace.chassis.inbox.Inbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jboss.logging.MDC;

/**
 * The way in from Kafka (CloudEvents binary mode). What it throws makes the channel put the record on the consumer's
 * dead-letter topic with the error in its headers, and go on with the next.
 */
@ApplicationScoped
public class KafkaInbound {
    private final Dispatcher dispatcher;

    KafkaInbound(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    public void receive(Subscription subscription, ConsumerRecord<String, byte[]> record) throws Exception {
        CloudEvent event = read(record);
        MDC.put(Inbox.MDC_KEY, event.id());
        RequestId.adopt(event.extensions().get(Headers.REQUEST_ID));
        Actor.set(event.extensions().get(Headers.ACTOR));
        try {
            dispatcher.dispatch(subscription, event);
        } finally {
            Actor.clear();
            RequestId.clear();
            MDC.remove(Inbox.MDC_KEY);
        }
    }

    /** A record from a {@link TopicLog}; see {@link Dispatcher#repeat}. */
    public void repeat(Subscription subscription, ConsumerRecord<String, byte[]> record) {
        dispatcher.repeat(subscription, read(record));
    }

    private static CloudEvent read(ConsumerRecord<String, byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : record.headers()) {
            if (header.value() != null) {
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        if (record.value() == null) {
            throw new PoisonMessage("the record has no value");
        }
        return new CloudEvent(
                required(headers, Headers.ID),
                required(headers, Headers.TYPE),
                required(headers, Headers.SOURCE),
                headers.get(Headers.SUBJECT),
                time(headers),
                Map.copyOf(headers),
                record.value());
    }

    private static String required(Map<String, String> headers, String name) {
        String value = headers.get(name);
        if (value == null || value.isBlank()) {
            throw new PoisonMessage("the record has no header " + name);
        }
        return value;
    }

    private static Instant time(Map<String, String> headers) {
        String time = headers.get(Headers.TIME);
        try {
            return time == null ? null : Instant.parse(time);
        } catch (DateTimeParseException e) {
            throw new PoisonMessage("the header " + Headers.TIME + " is no RFC 3339 time: " + time, e);
        }
    }
}
