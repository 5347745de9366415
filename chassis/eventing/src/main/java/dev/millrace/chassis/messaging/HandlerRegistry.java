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

/** All tables of the service: finds the one that knows a type, whatever brought the message. */
@ApplicationScoped
class HandlerRegistry {
    private final List<MessageHandlers> tables;

    HandlerRegistry(@All List<MessageHandlers> tables) {
        this.tables = tables;
    }

    /** @throws IllegalStateException when two tables handle one type: only one of them would */
    void check(@Observes StartupEvent start) {
        Set<String> seen = new HashSet<>();
        for (MessageHandlers table : tables) {
            for (String type : table.types()) {
                if (!seen.add(type)) {
                    throw new IllegalStateException("Two tables of message handlers handle " + type
                            + ": leave it to one of them, and have that call both");
                }
            }
        }
    }

    /**
     * @param topic null when the event was pushed
     * @throws PoisonMessage when no table knows the type, or the topic may not carry it
     */
    MessageHandlers find(String topic, CloudEvent event) {
        MessageHandlers known = null;
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

    /** Topics that the messages come from; empty when a table does not name its own. */
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
