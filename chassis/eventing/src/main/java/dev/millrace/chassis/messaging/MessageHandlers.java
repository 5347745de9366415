package dev.millrace.chassis.messaging;

import dev.millrace.chassis.events.CloudEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Handler table of a consumer: which message types it handles, and which it ignores. A message of any other type
 * becomes a dead letter, so that a forgotten type is not dropped silently. A service's tables are beans; the same
 * tables serve Kafka and HTTP push.
 */
public final class MessageHandlers {
    private final String consumer;
    private final Map<String, Handler<?>> handlers = new HashMap<>();
    private Set<String> ignored = Set.of();
    private Set<String> topics = Set.of();
    private Runnable beforeCommit = () -> {};
    private @Nullable String orderedBy;
    private boolean anyOrder;

    private MessageHandlers(String consumer) {
        this.consumer = consumer;
    }

    /** @param consumer name in the inbox. It must not change between releases, or every message would count as new. */
    public static MessageHandlers of(String consumer) {
        return new MessageHandlers(consumer);
    }

    /** Topics on which these types are allowed; on other topics they are unknown. Without this call all are allowed. */
    public MessageHandlers from(String... topics) {
        this.topics = Set.of(topics);
        return this;
    }

    /**
     * Handles a type. The handler runs in the transaction that also inserts the message into the inbox. Other messages
     * may be handled in the same transaction; if one of them fails, each is handled again in its own transaction.
     */
    public <T> MessageHandlers on(String type, Class<T> payload, Consumer<T> handler) {
        return on(type, payload, (value, event) -> handler.accept(value));
    }

    /** As above, for a handler that also reads the event's attributes, such as its time, actor and causation id. */
    public <T> MessageHandlers on(String type, Class<T> payload, BiConsumer<T, CloudEvent> handler) {
        if (handlers.put(type, new Handler<>(payload, handler)) != null) {
            throw new IllegalArgumentException("two handlers for " + type);
        }
        return this;
    }

    /** Types that are ignored deliberately: their messages are acknowledged without effect. */
    public MessageHandlers ignoring(String... types) {
        ignored = Set.of(types);
        return this;
    }

    /**
     * Field of the data that identifies what a message is about, if that is not the event's subject. A dead letter is
     * not replayed when a newer message with the same value has taken effect.
     */
    public MessageHandlers orderedBy(String field) {
        orderedBy = field;
        return this;
    }

    /** Declares that the result does not depend on the order of the messages: a dead letter may always be replayed. */
    public MessageHandlers inAnyOrder() {
        anyOrder = true;
        return this;
    }

    /**
     * Runs once per transaction, after all its messages of this table have been handled and before it commits: for
     * handlers that collect changes and write them with few statements. The changes must be kept in a
     * {@code @TransactionScoped} bean, because after a failed transaction each message is handled again.
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
    boolean accepts(@Nullable String topic) {
        return topic == null || topics.isEmpty() || topics.contains(topic);
    }

    /** Whether the type is handled or ignored. */
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
    public boolean isOrderIndependent() {
        return anyOrder;
    }

    /** Whether the type is handled, and not ignored. */
    public boolean handles(String type) {
        return handlers.containsKey(type);
    }

    /** Empty when the type is ignored. */
    Optional<Handler<?>> handler(String type) {
        return Optional.ofNullable(handlers.get(type));
    }

    record Handler<T>(Class<T> payload, BiConsumer<T, CloudEvent> effect) {
        void accept(Object value, CloudEvent event) {
            effect.accept(payload.cast(value), event);
        }
    }
}
