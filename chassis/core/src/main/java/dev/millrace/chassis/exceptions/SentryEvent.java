package dev.millrace.chassis.exceptions;

import dev.millrace.chassis.logging.Redaction;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** A report as an envelope of Sentry's protocol: a header, an item header and the event, each JSON in one line. */
final class SentryEvent {
    private static final int MAX_CAUSES = 5;
    private static final int MAX_FRAMES = 50;
    private static final String OWN = "dev.millrace.";

    private SentryEvent() {}

    static String envelope(ExceptionReport report, String environment) {
        String id = UUID.randomUUID().toString().replace("-", "");
        JsonObject header = JsonObject.of("event_id", id, "sent_at", report.at().toString());
        JsonObject item = JsonObject.of("type", "event", "content_type", "application/json");
        return header.encode() + "\n" + item.encode() + "\n"
                + event(id, report, environment).encode() + "\n";
    }

    private static JsonObject event(String id, ExceptionReport report, String environment) {
        JsonObject event =
                JsonObject.of("event_id", id, "timestamp", report.at().toString(), "platform", "java");
        event.put("level", "error")
                .put("release", report.release())
                .put("environment", environment)
                .put("server_name", report.service())
                .put("fingerprint", JsonArray.of(report.fingerprint().id()))
                .put("tags", JsonObject.of("service", report.service(), "request_id", report.requestId()))
                .put("exception", JsonObject.of("values", values(report.exception())));
        if (report.traceId() != null) {
            event.put(
                    "contexts",
                    JsonObject.of("trace", JsonObject.of("trace_id", report.traceId(), "span_id", "0".repeat(16))));
        }
        return event;
    }

    /** The root cause first, as the protocol demands. */
    private static JsonArray values(Throwable exception) {
        List<JsonObject> values = new ArrayList<>(Stream.iterate(exception, each -> each != null, Throwable::getCause)
                .limit(MAX_CAUSES)
                .map(SentryEvent::value)
                .toList());
        Collections.reverse(values);
        return new JsonArray(values);
    }

    private static JsonObject value(Throwable exception) {
        return JsonObject.of("type", exception.getClass().getSimpleName())
                .put("module", exception.getClass().getPackageName())
                .put("value", Redaction.of(exception.getMessage()))
                .put("stacktrace", JsonObject.of("frames", frames(exception)));
    }

    /** The outermost frame first, as the protocol demands. */
    private static JsonArray frames(Throwable exception) {
        List<JsonObject> frames = new ArrayList<>(Arrays.stream(exception.getStackTrace())
                .limit(MAX_FRAMES)
                .map(SentryEvent::frame)
                .toList());
        Collections.reverse(frames);
        return new JsonArray(frames);
    }

    private static JsonObject frame(StackTraceElement frame) {
        return JsonObject.of("module", frame.getClassName(), "function", frame.getMethodName())
                .put("lineno", Math.max(frame.getLineNumber(), 0))
                .put("in_app", frame.getClassName().startsWith(OWN));
    }
}
