package dev.millrace.chassis.events;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A CloudEvents 1.0 event with a JSON body.
 *
 * @param id unique among all events; the key in a consumer's inbox
 * @param type name and version, such as {@code order.created.v1}
 * @param source URI reference of the producing service, such as {@code /order-service}
 * @param subject id of the aggregate that the event is about, and the key of its Kafka record; may be null
 * @param time when it happened; may be null
 * @param extensions attributes by header name, such as {@code traceparent} or {@code ce_requestid}
 * @param data the JSON body
 */
public record CloudEvent(
        String id,
        String type,
        String source,
        @Nullable String subject,
        @Nullable Instant time,
        Map<String, String> extensions,
        byte[] data) {

    public static final String SPEC_VERSION = "1.0";
    public static final String CONTENT_TYPE = "application/json";
}
