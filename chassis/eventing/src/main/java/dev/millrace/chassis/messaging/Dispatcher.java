package dev.millrace.chassis.messaging;

import dev.millrace.chassis.events.CloudEvent;
import dev.millrace.chassis.inbox.Inbox;
import dev.millrace.chassis.json.TolerantJson;
import dev.millrace.chassis.messaging.MessageHandlers.Handler;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Handles messages of every transport, so that each takes effect once: many in one transaction, or one by one. */
@ApplicationScoped
public class Dispatcher {
    private static final Logger LOG = Logger.getLogger(Dispatcher.class);

    private final HandlerRegistry registry;
    private final TolerantJson json;
    private final Inbox inbox;
    private final RetryPolicy retries;
    private final MessageContext context;

    Dispatcher(HandlerRegistry registry, TolerantJson json, Inbox inbox, RetryPolicy retries, MessageContext context) {
        this.registry = registry;
        this.json = json;
        this.inbox = inbox;
        this.retries = retries;
        this.context = context;
    }

    /**
     * Finds the handler of an event and deserializes its data.
     *
     * @param topic topic of the event; null when it was pushed
     * @return empty when the type is ignored
     * @throws PoisonMessage when the type is unknown or not allowed on the topic, or the data is malformed
     */
    public Optional<Delivery> read(@Nullable String topic, CloudEvent event) {
        return read(registry.find(topic, event), event);
    }

    private Optional<Delivery> read(MessageHandlers table, CloudEvent event) {
        return table.handler(event.type()).map(handler -> new Delivery(event, table, handler, decode(event, handler)));
    }

    /**
     * Handles all deliveries in one transaction, in order, without retries.
     *
     * @return whether the transaction has committed; if not, nothing has taken effect
     */
    public boolean handleTogether(List<Delivery> deliveries) {
        try {
            inTransaction(deliveries);
            return true;
        } catch (Exception e) {
            LOG.debugf(e, "%d messages failed together and are handled one by one", deliveries.size());
            return false;
        }
    }

    /**
     * Handles one delivery in its own transaction, with retries (see {@link EventingConfig#attempts()}). Returns when
     * it has committed or when the message had taken effect before.
     *
     * @throws Exception the exception of the handler's last attempt
     */
    public void handle(Delivery delivery) throws Exception {
        retries.call(() -> {
            inTransaction(List.of(delivery));
            return null;
        });
    }

    /**
     * Handles an event in the caller's transaction without consulting the inbox: for idempotent handlers that read a
     * topic again. After a {@link PoisonMessage} the transaction can still be used.
     *
     * @throws PoisonMessage when the type is unknown or the data is malformed
     */
    public void replay(MessageHandlers table, CloudEvent event) {
        if (!table.knows(event.type())) {
            throw new PoisonMessage("unknown message type " + event.type());
        }
        read(table, event).ifPresent(Delivery::takeEffect);
    }

    /** Turns an {@link Error} into an exception: it is a failure of the message and must not terminate the channel. */
    private void inTransaction(List<Delivery> deliveries) throws Exception {
        try {
            QuarkusTransaction.requiringNew().call(() -> {
                takeEffect(deliveries);
                return null;
            });
        } catch (Error e) {
            throw new IllegalStateException("The handler failed with " + e, e);
        }
    }

    private void takeEffect(List<Delivery> deliveries) throws SQLException {
        Map<String, Set<String>> unseen = accept(deliveries);
        Set<MessageHandlers> touched = new LinkedHashSet<>();
        for (Delivery delivery : deliveries) {
            if (Objects.requireNonNull(unseen.get(delivery.table().consumer()))
                    .remove(delivery.event().id())) {
                context.takeEffect(delivery);
                touched.add(delivery.table());
            }
        }
        touched.forEach(table -> table.beforeCommit().run());
    }

    private Map<String, Set<String>> accept(List<Delivery> deliveries) throws SQLException {
        Map<String, Set<String>> ids = deliveries.stream()
                .collect(Collectors.groupingBy(
                        delivery -> delivery.table().consumer(),
                        LinkedHashMap::new,
                        Collectors.mapping(delivery -> delivery.event().id(), Collectors.toSet())));
        for (Map.Entry<String, Set<String>> each : ids.entrySet()) {
            each.setValue(inbox.accept(each.getKey(), each.getValue()));
        }
        return ids;
    }

    private Object decode(CloudEvent event, Handler<?> handler) {
        try {
            Object payload = json.read(event.data(), handler.payload());
            if (payload == null) {
                throw new PoisonMessage("malformed " + event.type() + ": null");
            }
            return payload;
        } catch (IOException | IllegalArgumentException e) {
            throw new PoisonMessage("malformed " + event.type() + ": " + e.getMessage(), e);
        }
    }
}
