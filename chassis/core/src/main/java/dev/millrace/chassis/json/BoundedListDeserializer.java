package dev.millrace.chassis.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a list and fails at the first item beyond the property's {@link Size}, so that the rest is never parsed. */
final class BoundedListDeserializer extends StdDeserializer<List<?>> implements ContextualDeserializer {
    private final JavaType type;
    private final transient JsonDeserializer<?> unbounded;
    private final transient @Nullable JsonDeserializer<Object> item;
    private final int max;

    /** @param unbounded reads lists without a {@link Size} */
    BoundedListDeserializer(JavaType type, JsonDeserializer<?> unbounded) {
        this(type, unbounded, null, Integer.MAX_VALUE);
    }

    private BoundedListDeserializer(
            JavaType type, JsonDeserializer<?> unbounded, @Nullable JsonDeserializer<Object> item, int max) {
        super(type);
        this.type = type;
        this.unbounded = unbounded;
        this.item = item;
        this.max = max;
    }

    @Override
    public JsonDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property)
            throws JsonMappingException {
        Size size = property == null ? null : property.getAnnotation(Size.class);
        return size == null
                ? context.handlePrimaryContextualization(unbounded, property, type)
                : new BoundedListDeserializer(
                        type,
                        unbounded,
                        context.findContextualValueDeserializer(type.getContentType(), property),
                        size.max());
    }

    @Override
    public List<?> deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (!parser.isExpectedStartArrayToken()) {
            return (List<?>) context.handleUnexpectedToken(type, parser);
        }
        List<Object> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (items.size() == max) {
                throw new InvalidValue(parser, "must have at most " + max + " items");
            }
            items.add(token == JsonToken.VALUE_NULL ? null : item(parser, context, items));
        }
        return items;
    }

    private Object item(JsonParser parser, DeserializationContext context, List<Object> items) throws IOException {
        try {
            return Objects.requireNonNull(item, "contextual").deserialize(parser, context);
        } catch (JsonMappingException e) {
            throw JsonMappingException.wrapWithPath(e, items, items.size());
        }
    }
}
