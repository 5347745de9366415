package dev.millrace.chassis.saga;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;

/**
 * Fields that every participant's reply has; it may have others.
 *
 * @param commandId event id of the command
 * @param reason why the participant refuses; null when it does not
 */
@RegisterForReflection
public record SagaReply(UUID sagaId, UUID commandId, String reason) {}
