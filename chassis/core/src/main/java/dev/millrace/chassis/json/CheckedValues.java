package dev.millrace.chassis.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.CollectionType;
import dev.millrace.chassis.ids.UuidV7;
import dev.millrace.chassis.time.Rfc3339;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Accepts only values that can be stored: text, times, ids and lists, each within its bounds. */
final class CheckedValues extends SimpleModule {
    private static final long serialVersionUID = 1;

    CheckedValues() {
        super("checked-values");
        addDeserializer(String.class, new TextDeserializer());
        addDeserializer(UUID.class, new ParsedText<>(UUID.class, UuidV7::parse, "must be a UUID"));
        addDeserializer(Instant.class, new ParsedText<>(Instant.class, Rfc3339::parse, Rfc3339.REQUIREMENT));
        setDeserializerModifier(new BoundedLists());
    }

    /** Jackson deserializes a property of type List as an ArrayList. */
    private static final class BoundedLists extends BeanDeserializerModifier {
        private static final long serialVersionUID = 1;

        @Override
        public JsonDeserializer<?> modifyCollectionDeserializer(
                DeserializationConfig config, CollectionType type, BeanDescription bean, JsonDeserializer<?> given) {
            return type.hasRawClass(ArrayList.class) ? new BoundedListDeserializer(type, given) : given;
        }
    }

    private static final class ParsedText<T> extends StdScalarDeserializer<T> {
        private final transient Function<String, Optional<T>> parser;
        private final String requirement;

        ParsedText(Class<T> type, Function<String, Optional<T>> parser, String requirement) {
            super(type);
            this.parser = parser;
            this.requirement = requirement;
        }

        @Override
        public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
            if (!json.hasToken(JsonToken.VALUE_STRING)) {
                throw new InvalidValue(json, requirement);
            }
            return parser.apply(json.getText()).orElseThrow(() -> new InvalidValue(json, requirement));
        }
    }
}
