package dev.millrace.chassis.json;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;

/** Reads messages: a consumer takes the fields that it knows, so that a producer may add others. */
@ApplicationScoped
public class TolerantJson {
    private final ObjectMapper mapper;

    TolerantJson(ObjectMapper strict) {
        this.mapper = strict.copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    /** @throws IOException when the bytes are no JSON or lack the type's shape */
    public <T> T read(byte[] json, Class<T> type) throws IOException {
        return mapper.readValue(json, type);
    }
}
