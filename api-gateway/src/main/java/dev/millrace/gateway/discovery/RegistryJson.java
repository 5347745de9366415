package dev.millrace.gateway.discovery;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/**
 * Accepts booleans written as strings, such as Eureka's {@code "@enabled": "true"}. Request bodies are not affected:
 * the gateway passes them as bytes.
 */
@Singleton
class RegistryJson implements ObjectMapperCustomizer {
    @Override
    public void customize(ObjectMapper mapper) {
        mapper.coercionConfigFor(LogicalType.Boolean).setCoercion(CoercionInputShape.String, CoercionAction.TryConvert);
    }

    /** Runs after the customizer of the chassis, which makes the mapper strict. */
    @Override
    public int priority() {
        return MINIMUM_PRIORITY;
    }
}
