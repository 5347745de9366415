package dev.millrace.customers.application;

import dev.millrace.customers.domain.CreditReply;
import dev.millrace.customers.domain.RefusalReason;
import java.util.UUID;

/**
 * Which saga asks, and for which order of whom; and how it is answered.
 *
 * @param commandId id of the message
 */
public record SagaCommand(UUID sagaId, String commandId, UUID orderId, UUID customerId) {
    CreditReply reserved(String owner) {
        return new CreditReply.Reserved(sagaId, commandId, orderId, customerId, owner);
    }

    CreditReply refused(RefusalReason reason, String owner) {
        return new CreditReply.Refused(sagaId, commandId, orderId, customerId, reason, owner);
    }

    CreditReply released(String owner) {
        return new CreditReply.Released(sagaId, commandId, orderId, customerId, owner);
    }
}
