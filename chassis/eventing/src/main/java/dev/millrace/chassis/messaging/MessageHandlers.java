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
 * unknown and goes to the dead letters, so that no event is dropped because somebody forgot it. A service's tables are
 * beans; the same ones serve Kafka and HTTP push.
 */
public final class MessageHandlers {
    private final String consumer;
    private final Map<String, Handler<?>> handlers = new HashMap<>();
    private Set<String> ignored = Set.of();
    private Set<String> topics = Set.of();
    private Runnable beforeCommit = () -> {};
    private String orderedBy;
    private boolean anyOrder;

    private MessageHandlers(String consumer) {
        this.consumer = consumer;
    }

    /** @param consumer name in the inbox; stable over releases, or every message would be new again */
    public static MessageHandlers of(String consumer) {
        return new MessageHandlers(consumer);
    }

    /** Topics that may carry these types; on another one they are unknown. Without this call any topic may. */
    public MessageHandlers from(String... topics) {
        this.topics = Set.of(topics);
        return this;
    }

    /**
     * The handler runs in the transaction that also marks the message as received. Other messages may take effect in
     * the same transaction; when one of them fails, each is handled again in a transaction of its own.
     */
    public <T> MessageHandlers on(String type, Class<T> payload, Consumer<T> handler) {
        return on(type, payload, (value, event) -> handler.accept(value));
    }

    /** As above, for a handler that also reads the envelope: when, by whom, because of what. */
    public <T> MessageHandlers on(String type, Class<T> payload, BiConsumer<T, CloudEvent> handler) {
        if (handlers.put(type, new Handler<>(payload, handler)) != null) {
            throw new IllegalArgumentException("two handlers for " + type);
        }
        return this;
    }

    public MessageHandlers ignoring(String... types) {
        ignored = Set.of(types);
        return this;
    }

    /**
     * Field of the data that names what a message is about, where that is not the event's subject. A dead letter is not
     * replayed when a newer message about the same thing has taken effect.
     */
    public MessageHandlers orderedBy(String field) {
        orderedBy = field;
        return this;
    }

    /** The handlers make the same of the messages in whatever order they come: a dead letter may always be replayed. */
    public MessageHandlers inAnyOrder() {
        anyOrder = true;
        return this;
    }

    /**
     * Runs once a transaction, after the effects of all its messages of this table and before it commits: for handlers
     * that only collect, to write many changes with few statements. What they collect belongs to the transaction (a
     * {@code @TransactionScoped} bean), because a transaction that fails is repeated message by message.
     */
    public MessageHandlers beforeCommit(Runnable step) {
        beforeCommit = step;
        return this;
    }

    public String consumer() {
        return consumer;
    }

    Runnable beforeCommit() {
        return beforeCommit;
    }

    /** @param topic null when the message was pushed */
    boolean accepts(String topic) {
        return topic == null || topics.isEmpty() || topics.contains(topic);
    }

    /** Whether the type is handled or left on purpose. */
    boolean knows(String type) {
        return handlers.containsKey(type) || ignored.contains(type);
    }

    Set<String> types() {
        return handlers.keySet();
    }

    public Set<String> topics() {
        return topics;
    }

    /** See {@link #orderedBy(String)}. */
    public Optional<String> orderedBy() {
        return Optional.ofNullable(orderedBy);
    }

    /** See {@link #inAnyOrder()}. */
    public boolean takesAnyOrder() {
        return anyOrder;
    }

    /** Whether the type is handled, and not left on purpose. */
    public boolean handles(String type) {
        return handlers.containsKey(type);
    }

    /** Empty when the type is left on purpose. */
    Optional<Handler<?>> handler(String type) {
        return Optional.ofNullable(handlers.get(type));
    }

    record Handler<T>(Class<T> payload, BiConsumer<T, CloudEvent> effect) {
        void accept(Object value, CloudEvent event) {
            effect.accept(payload.cast(value), event);
        }
    }
}
