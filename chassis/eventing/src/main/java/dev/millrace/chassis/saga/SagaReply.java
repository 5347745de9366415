package dev.millrace.chassis.saga;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;

/**
 * What every participant's reply has, whatever else is in it.
 *
 * @param commandId event id of the command that it answers
 * @param reason why the participant refuses; null when it does not
 */
@RegisterForReflection
public record SagaReply(UUID sagaId, UUID commandId, String reason) {}
