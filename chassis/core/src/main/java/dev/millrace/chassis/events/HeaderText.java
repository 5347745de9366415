package dev.millrace.chassis.events;

import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The headers of a Kafka record as text. Of several with one name the last one counts. */
public final class HeaderText {
    private HeaderText() {}

    /** Null when there is no such header or it has no value. */
    public static @Nullable String of(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }

    /** Every header that has a value, in the order of the names. */
    public static Map<String, String> all(Headers headers) {
        Map<String, String> all = new TreeMap<>();
        for (Header header : headers) {
            if (header.value() != null) {
                all.put(header.key(), new String(header.value(), UTF_8));
            }
        }
        return all;
    }
}
