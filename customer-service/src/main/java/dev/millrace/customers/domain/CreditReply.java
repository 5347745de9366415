package dev.millrace.customers.domain;

import java.util.UUID;

/** What a saga hears of its command. {@code owner} is the subject of the user who the customer is; it may be null. */
public sealed interface CreditReply {
    UUID orderId();

    /** The order holds the amount that it was to hold. */
    record Reserved(UUID sagaId, String commandId, UUID orderId, UUID customerId, String owner)
            implements CreditReply {}

    record Refused(UUID sagaId, String commandId, UUID orderId, UUID customerId, RefusalReason reason, String owner)
            implements CreditReply {}

    /** The order holds nothing and never will. */
    record Released(UUID sagaId, String commandId, UUID orderId, UUID customerId, String owner)
            implements CreditReply {}
}
