package dev.millrace.chassis.deadletters;

import dev.millrace.chassis.deadletters.Letter.Origin;
import dev.millrace.chassis.events.Headers;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * A message that waits for an operator.
 *
 * @param id of its latest letter: partition and offset on the dead-letter topic
 * @param topic where it came from; null when Knative parked it, which does not say
 * @param attempts how often it was given up: letters, and replays that failed
 * @param traceId null when it tells of no trace
 */
@RegisterForReflection
public record ParkedMessage(
        String id,
        String messageId,
        String type,
        String topic,
        String key,
        String error,
        int attempts,
        Instant firstAt,
        Instant lastAt,
        String traceId) {

    static ParkedMessage of(Parked parked) {
        Letter letter = parked.latest();
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

    private static String traceId(String traceParent) {
        String[] parts = traceParent == null ? new String[0] : traceParent.split("-");
        return parts.length < 4 ? null : parts[1];
    }
}
