package dev.millrace.customers.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.customers.domain.CreditEvent;
import dev.millrace.customers.domain.CreditEventType;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;

/** Writes account events as JSON in the current schema version and reads those of all schema versions. */
@ApplicationScoped
@RegisterForReflection(targets = CreditEvent.class, ignoreNested = false, registerFullHierarchy = true)
class CreditEventCodec {
    private final ObjectMapper json;

    CreditEventCodec(ObjectMapper json) {
        this.json = json;
    }

    String write(CreditEvent event) {
        try {
            return json.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The event " + event + " cannot be written as JSON", e);
        }
    }

    /**
     * @throws IllegalStateException if the type or schema version is unknown, because a newer release wrote the
     *     event
     */
    CreditEvent read(String type, int schemaVersion, String payload) {
        CreditEventType known = CreditEventType.named(type);
        try {
            JsonNode stored = json.readTree(payload);
            ObjectNode current = CreditEventUpcasting.toCurrent(known, schemaVersion, (ObjectNode) stored);
            return json.treeToValue(current, known.javaType());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "An account event of type %s, version %d, cannot be read: %s"
                            .formatted(type, schemaVersion, e.getOriginalMessage()),
                    e);
        }
    }
}
