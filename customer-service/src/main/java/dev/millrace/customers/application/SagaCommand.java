package dev.millrace.customers.application;

import dev.millrace.customers.domain.CreditReply;
import dev.millrace.customers.domain.RefusalReason;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The saga that sent a command, and the order and customer that it concerns; builds the replies.
 *
 * @param commandId id of the command's message
 */
public record SagaCommand(UUID sagaId, String commandId, UUID orderId, UUID customerId) {
    CreditReply reserved(@Nullable String owner) {
        return new CreditReply.Reserved(sagaId, commandId, orderId, customerId, owner);
    }

    CreditReply refused(RefusalReason reason, @Nullable String owner) {
        return new CreditReply.Refused(sagaId, commandId, orderId, customerId, reason, owner);
    }

    CreditReply released(@Nullable String owner) {
        return new CreditReply.Released(sagaId, commandId, orderId, customerId, owner);
    }
}
