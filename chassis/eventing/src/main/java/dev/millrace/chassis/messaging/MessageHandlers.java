package dev.millrace.chassis.messaging;

import dev.millrace.chassis.events.CloudEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * What a consumer does with each type of message, as a table: handle it, or leave it on purpose. Any other type is
 * unknown and goes to the dead letters, so that no event is dropped because somebody forgot it.
 */
public final class MessageHandlers {
    private final String consumer;
    private final Map<String, Handler<?>> handlers = new HashMap<>();
    private Set<String> ignored = Set.of();

    private MessageHandlers(String consumer) {
        this.consumer = consumer;
    }

    /** @param consumer name in the inbox; stable over releases, or every message would be new again */
    public static MessageHandlers of(String consumer) {
        return new MessageHandlers(consumer);
    }

    /** The handler runs in the transaction that also marks the message as received. */
    public <T> MessageHandlers on(String type, Class<T> payload, Consumer<T> handler) {
        return on(type, payload, (value, event) -> handler.accept(value));
    }

    /** As above, for a handler that also reads the envelope: when, by whom, because of what. */
    public <T> MessageHandlers on(String type, Class<T> payload, BiConsumer<T, CloudEvent> handler) {
        handlers.put(type, new Handler<>(payload, handler));
        return this;
    }

    public MessageHandlers ignoring(String... types) {
        ignored = Set.of(types);
        return this;
    }

    String consumer() {
        return consumer;
    }

    /** Whether the type is handled or left on purpose. */
    public boolean knows(String type) {
        return handlers.containsKey(type) || ignores(type);
    }

    boolean ignores(String type) {
        return ignored.contains(type);
    }

    Optional<Handler<?>> handler(String type) {
        return Optional.ofNullable(handlers.get(type));
    }

    record Handler<T>(Class<T> payload, BiConsumer<T, CloudEvent> effect) {
        void accept(Object value, CloudEvent event) {
            effect.accept(payload.cast(value), event);
        }
    }
}
