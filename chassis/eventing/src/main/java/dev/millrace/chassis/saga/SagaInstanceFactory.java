package dev.millrace.chassis.saga;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.chassis.json.TolerantJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** Creates new instances, and loads instances from their rows. */
@ApplicationScoped
class SagaInstanceFactory {
    private final SagaRegistry registry;
    private final SagaRepository sagas;
    private final SagaOrigin origin;
    private final ObjectMapper json;
    private final TolerantJson tolerant;

    SagaInstanceFactory(
            SagaRegistry registry, SagaRepository sagas, SagaOrigin origin, ObjectMapper json, TolerantJson tolerant) {
        this.registry = registry;
        this.sagas = sagas;
        this.origin = origin;
        this.json = json;
        this.tolerant = tolerant;
    }

    /** Creates an instance and inserts its row. */
    <D> SagaInstance<D> create(UUID id, SagaDefinition<D> definition, UUID subject, Object data) {
        D value = definition.data().cast(data);
        Map<String, String> began = origin.current();
        sagas.insert(id, definition, subject, write(value), write(began));
        return new SagaInstance<>(id, definition, value, began, null, List.of());
    }

    /** Loads the instance of a row; empty when this release does not know the saga's version. */
    Optional<SagaInstance<?>> load(SagaRow row) {
        return registry.find(row.type(), row.version()).map(definition -> load(row, definition));
    }

    private <D> SagaInstance<D> load(SagaRow row, SagaDefinition<D> definition) {
        return new SagaInstance<>(
                row.id(),
                definition,
                read(row.data(), definition.data()),
                origin(row),
                row.reason(),
                sagas.executions(row.id()));
    }

    private Map<String, String> origin(SagaRow row) {
        Map<?, ?> stored = read(row.origin(), Map.class);
        Map<String, String> entries = new TreeMap<>();
        stored.forEach((name, value) -> entries.put(name.toString(), value.toString()));
        return entries;
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The saga's data cannot be written as JSON", e);
        }
    }

    private <T> T read(String value, Class<T> type) {
        try {
            return tolerant.read(value.getBytes(StandardCharsets.UTF_8), type);
        } catch (IOException e) {
            throw new IllegalStateException("The saga's data is no " + type.getSimpleName(), e);
        }
    }
}
