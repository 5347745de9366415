package dev.millrace.chassis.deadletters;

import dev.millrace.chassis.deadletters.DeadLetterRecord.Origin;
import dev.millrace.chassis.events.Headers;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A parked message as operators see it. An operator replays or discards it.
 *
 * @param id id of its latest letter: partition and offset on the dead-letter topic
 * @param topic topic that it was consumed from; null when Knative parked it, because Knative does not record that
 * @param attempts number of its letters plus its failed replays
 * @param traceId null when the message has no trace context
 */
@RegisterForReflection
public record ParkedMessage(
        String id,
        @Nullable String messageId,
        @Nullable String type,
        @Nullable String topic,
        @Nullable String key,
        @Nullable String error,
        int attempts,
        Instant firstAt,
        Instant lastAt,
        @Nullable String traceId) {

    static ParkedMessage of(Parked parked) {
        DeadLetterRecord letter = parked.latest();
        return new ParkedMessage(
                letter.id(),
                letter.headers().get(Headers.ID),
                letter.headers().get(Headers.TYPE),
                letter.origin().map(Origin::topic).orElse(null),
                letter.key() == null ? letter.headers().get(Headers.SUBJECT) : letter.key(),
                parked.error(),
                parked.attempts(),
                parked.letters().getFirst().parkedAt(),
                parked.lastAt(),
                traceId(letter.headers().get("traceparent")));
    }

    private static @Nullable String traceId(@Nullable String traceParent) {
        String[] parts = traceParent == null ? new String[0] : traceParent.split("-");
        return parts.length < 4 ? null : parts[1];
    }
}
