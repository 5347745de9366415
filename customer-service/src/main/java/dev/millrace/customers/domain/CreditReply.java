package dev.millrace.customers.domain;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Replies to a saga's command. {@code owner} is the subject of the user who is the customer, or null. */
public sealed interface CreditReply {
    UUID orderId();

    /** The order's reservation is as the command requires. */
    record Reserved(
            UUID sagaId,
            String commandId,
            UUID orderId,
            UUID customerId,
            @Nullable String owner) implements CreditReply {}

    record Refused(
            UUID sagaId,
            String commandId,
            UUID orderId,
            UUID customerId,
            RefusalReason reason,
            @Nullable String owner) implements CreditReply {}

    /** Nothing is reserved for the order, and its reservation is closed. */
    record Released(
            UUID sagaId,
            String commandId,
            UUID orderId,
            UUID customerId,
            @Nullable String owner) implements CreditReply {}
}
