package dev.millrace.chassis.json;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Validator;
import java.io.IOException;
import java.util.stream.Collectors;

/** Mapper for messages: a consumer ignores unknown fields, so that a producer may add some. */
@ApplicationScoped
public class TolerantJson {
    private final ObjectMapper mapper;
    private final Validator validator;

    TolerantJson(ObjectMapper strict, Validator validator) {
        this.mapper = strict.copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        this.validator = validator;
    }

    /** @throws IOException when the bytes are not JSON, do not fit the type, or violate one of its constraints */
    public <T> T read(byte[] json, Class<T> type) throws IOException {
        T value = mapper.readValue(json, type);
        if (value != null) {
            check(value);
        }
        return value;
    }

    private void check(Object value) throws JsonMappingException {
        String broken = validator.validate(value).stream()
                .map(violation -> violation.getPropertyPath() + " " + violation.getMessage())
                .sorted()
                .collect(Collectors.joining(", "));
        if (!broken.isEmpty()) {
            throw new JsonMappingException(null, broken);
        }
    }
}
