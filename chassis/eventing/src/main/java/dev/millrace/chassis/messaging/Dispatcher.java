package dev.millrace.chassis.messaging;

import dev.millrace.chassis.events.CloudEvent;
import dev.millrace.chassis.inbox.Inbox;
import dev.millrace.chassis.json.TolerantJson;
import dev.millrace.chassis.messaging.Subscription.Handler;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.io.IOException;

/**
 * Lets a message take effect once, whatever brought it. Returns when its transaction has committed, or the message had
 * taken effect before, or its type is ignored.
 */
@ApplicationScoped
public class Dispatcher {
    private final Inbox inbox;
    private final TolerantJson json;
    private final Retries retries;

    Dispatcher(Inbox inbox, TolerantJson json, Retries retries) {
        this.inbox = inbox;
        this.json = json;
        this.retries = retries;
    }

    /**
     * @throws PoisonMessage when the type is unknown or the body malformed
     * @throws Exception what the handler threw at its last attempt
     */
    public void dispatch(Subscription subscription, CloudEvent event) throws Exception {
        if (subscription.ignores(event.type())) {
            return;
        }
        Handler<?> handler = handler(subscription, event);
        Object payload = decode(event, handler.payload());
        retries.call(() -> QuarkusTransaction.requiringNew().call(() -> {
            if (inbox.accept(subscription.consumer(), event.id())) {
                handler.accept(payload, event);
            }
            return null;
        }));
    }

    /**
     * Lets a message take effect in the caller's transaction, whether or not it has before: for handlers to which a
     * repetition makes no difference, when they read the log again.
     *
     * @throws PoisonMessage when the type is unknown or the body malformed; the caller may go on with its transaction
     */
    @Transactional(value = TxType.MANDATORY, dontRollbackOn = PoisonMessage.class)
    public void repeat(Subscription subscription, CloudEvent event) {
        if (!subscription.ignores(event.type())) {
            Handler<?> handler = handler(subscription, event);
            handler.accept(decode(event, handler.payload()), event);
        }
    }

    private static Handler<?> handler(Subscription subscription, CloudEvent event) {
        return subscription
                .handler(event.type())
                .orElseThrow(() -> new PoisonMessage("unknown message type " + event.type()));
    }

    private Object decode(CloudEvent event, Class<?> type) {
        try {
            Object payload = json.read(event.data(), type);
            if (payload == null) {
                throw new PoisonMessage("malformed " + event.type() + ": null");
            }
            return payload;
        } catch (IOException | IllegalArgumentException e) {
            throw new PoisonMessage("malformed " + event.type() + ": " + e.getMessage(), e);
        }
    }
}
