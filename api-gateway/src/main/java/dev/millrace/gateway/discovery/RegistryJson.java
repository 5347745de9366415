package dev.millrace.gateway.discovery;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/** Eureka writes {@code "@enabled": "true"}. Requests are not read with this: the gateway passes them as bytes. */
@Singleton
class RegistryJson implements ObjectMapperCustomizer {
    @Override
    public void customize(ObjectMapper mapper) {
        mapper.coercionConfigFor(LogicalType.Boolean).setCoercion(CoercionInputShape.String, CoercionAction.TryConvert);
    }

    /** After the chassis has made it strict. */
    @Override
    public int priority() {
        return MINIMUM_PRIORITY;
    }
}
