package dev.millrace.chassis.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import dev.millrace.chassis.text.Text;
import java.io.IOException;
import org.hibernate.validator.constraints.CodePointLength;
import org.jspecify.annotations.Nullable;

/**
 * Reads text that can be stored unchanged: well-formed Unicode without the character NUL, which PostgreSQL's type text
 * does not allow, and no longer than the property's {@link CodePointLength}.
 */
final class TextDeserializer extends StdScalarDeserializer<String> implements ContextualDeserializer {
    private final int max;

    TextDeserializer() {
        this(Integer.MAX_VALUE);
    }

    private TextDeserializer(int max) {
        super(String.class);
        this.max = max;
    }

    @Override
    public JsonDeserializer<?> createContextual(DeserializationContext context, BeanProperty property) {
        CodePointLength length = property == null ? null : property.getAnnotation(CodePointLength.class);
        return length == null ? this : new TextDeserializer(length.max());
    }

    @Override
    public @Nullable String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        String text = StringDeserializer.instance.deserialize(parser, context);
        if (text == null) {
            return null;
        }
        if (Text.length(text) > max) {
            throw new InvalidValue(parser, "must have at most " + max + " characters");
        }
        if (!Text.isWellFormed(text)) {
            throw new InvalidValue(parser, Text.REQUIREMENT);
        }
        if (text.indexOf('\0') >= 0) {
            throw new InvalidValue(parser, "must not contain the character U+0000");
        }
        return text;
    }
}
