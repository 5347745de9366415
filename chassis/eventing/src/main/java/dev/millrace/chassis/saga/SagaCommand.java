package dev.millrace.chassis.saga;

import dev.millrace.chassis.outbox.OutboxMessage;
import java.util.UUID;
import java.util.function.BiFunction;

/** Command of a step or of its compensation. */
record SagaCommand<D>(Participant<D> participant, String type, BiFunction<UUID, D, ?> payload) {
    OutboxMessage message(UUID sagaId, D data) {
        return new OutboxMessage(
                participant.channel(), participant.key().apply(data), type, payload.apply(sagaId, data));
    }
}
