package dev.millrace.customers.persistence;

import dev.millrace.chassis.outbox.Outbox;
import dev.millrace.chassis.outbox.OutboxMessage;
import dev.millrace.contracts.OrderReplyTypes;
import dev.millrace.customers.domain.CreditReply;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;

/** Writes replies to sagas to the outbox, keyed and therefore ordered by order id. */
@ApplicationScoped
@RegisterForReflection(targets = CreditReply.class, ignoreNested = false, registerFullHierarchy = true)
public class ReplyOutbox {
    private static final String AGGREGATE_TYPE = "order-reply";

    private final Outbox outbox;

    ReplyOutbox(Outbox outbox) {
        this.outbox = outbox;
    }

    public void send(CreditReply reply) {
        outbox.publish(new OutboxMessage(AGGREGATE_TYPE, reply.orderId(), typeOf(reply), reply));
    }

    private static String typeOf(CreditReply reply) {
        return switch (reply) {
            case CreditReply.Reserved r -> OrderReplyTypes.CREDIT_RESERVED;
            case CreditReply.Refused r -> OrderReplyTypes.CREDIT_REFUSED;
            case CreditReply.Released r -> OrderReplyTypes.CREDIT_RELEASED;
        };
    }
}
