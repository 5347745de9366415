package dev.millrace.history.messaging;

import dev.millrace.chassis.events.CloudEvent;
import dev.millrace.chassis.events.Headers;
import dev.millrace.chassis.messaging.PoisonMessage;
import dev.millrace.history.domain.EventMetadata;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the metadata from a CloudEvent's attributes. */
final class EventMetadataReader {
    private static final Pattern TRACE_PARENT = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-.*");

    private EventMetadataReader() {}

    static EventMetadata of(CloudEvent event) {
        if (event.time() == null) {
            throw new PoisonMessage("the event has no " + Headers.TIME);
        }
        Map<String, String> envelope = event.extensions();
        return new EventMetadata(
                event.time(),
                envelope.get(Headers.CAUSATION_ID),
                envelope.get(Headers.REQUEST_ID),
                traceId(envelope.get("traceparent")),
                envelope.get(Headers.ACTOR));
    }

    private static @Nullable String traceId(@Nullable String traceParent) {
        Matcher matcher = TRACE_PARENT.matcher(traceParent == null ? "" : traceParent);
        return matcher.matches() ? matcher.group(1) : null;
    }
}
