package dev.millrace.chassis.messaging;

import dev.millrace.chassis.events.CloudEvent;
import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All handler tables of the service. Finds the one that knows a message type, for every transport. */
@ApplicationScoped
class HandlerRegistry {
    private final List<MessageHandlers> tables;

    HandlerRegistry(@All List<MessageHandlers> tables) {
        this.tables = tables;
    }

    /** @throws IllegalStateException when two tables handle the same type, of which only one would be called */
    void check(@Observes StartupEvent start) {
        Set<String> seen = new HashSet<>();
        for (MessageHandlers table : tables) {
            for (String type : table.types()) {
                if (!seen.add(type)) {
                    throw new IllegalStateException("Two tables of message handlers handle " + type
                            + ": keep it in one of them only, which can call both");
                }
            }
        }
    }

    /**
     * @param topic null when the event was pushed
     * @throws PoisonMessage when no table knows the type, or the type is not allowed on the topic
     */
    MessageHandlers find(@Nullable String topic, CloudEvent event) {
        @Nullable MessageHandlers known = null;
        for (MessageHandlers table : tables) {
            if (table.knows(event.type())) {
                if (table.accepts(topic)) {
                    return table;
                }
                known = table;
            }
        }
        throw new PoisonMessage(
                known == null
                        ? "unknown message type " + event.type()
                        : "message type " + event.type() + " does not belong on topic " + topic);
    }

    /** Topics of all tables; empty when a table does not name its topics. */
    Optional<Set<String>> topics() {
        Set<String> topics = new HashSet<>();
        for (MessageHandlers table : tables) {
            if (table.topics().isEmpty()) {
                return Optional.empty();
            }
            topics.addAll(table.topics());
        }
        return Optional.of(topics);
    }
}
