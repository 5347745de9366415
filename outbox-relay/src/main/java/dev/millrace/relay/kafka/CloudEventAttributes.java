package dev.millrace.relay.kafka;

import dev.millrace.chassis.events.Headers;
import dev.millrace.relay.outbox.OutboxEvent;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The values of a row that are CloudEvents attributes, all of them valid. Consumers may reject a record, or stop, when
 * they are not.
 */
record CloudEventAttributes(String id, String type, String source, String subject, String time) {
    private static final String PREFIX = "ce_";
    private static final Pattern NAME = Pattern.compile("ce_[a-z0-9]+");
    private static final Pattern RFC_3339 =
            Pattern.compile("(?!0000)\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");

    static CloudEventAttributes of(OutboxEvent event) throws Unpublishable {
        String subject = text("aggregate_id", event.aggregateId());
        String type = text("type", event.type());
        String source = text("source", event.source());
        checkUri("source", source);
        return new CloudEventAttributes(event.id(), type, source, subject, time(event.time()));
    }

    /** @param header name in the row: an attribute when it begins with {@code ce_}, otherwise a plain Kafka header */
    static void checkHeader(String header, String value) throws Unpublishable {
        require(!header.isEmpty(), "a header has no name");
        require(isUnicode(header) && isUnicode(value), "header %s is no well-formed Unicode", header);
        if (header.toLowerCase(Locale.ROOT).startsWith(PREFIX)) {
            require(
                    NAME.matcher(header).matches() && !header.equals(PREFIX + "data"),
                    "header %s is no attribute: after ce_ its name has a-z and 0-9 only, and is not data",
                    header);
            require(
                    !header.equals(PREFIX + "datacontenttype"),
                    "header %s is not sent: payloads are JSON, and content-type says so",
                    header);
            require(isPrintable(value), "header %s has control characters", header);
            if (header.equals(PREFIX + "dataschema")) {
                checkUri("header " + header, value);
            }
        } else {
            require(
                    !header.equalsIgnoreCase(Headers.CONTENT_TYPE),
                    "header %s is an attribute: payloads are JSON",
                    header);
        }
    }

    private static String text(String name, @Nullable String value) throws Unpublishable {
        if (value == null) {
            throw new Unpublishable(name + " is null");
        }
        require(!value.isEmpty(), "%s is empty", name);
        require(isPrintable(value), "%s has control characters", name);
        return value;
    }

    private static String time(@Nullable String value) throws Unpublishable {
        if (value == null || !RFC_3339.matcher(value).matches()) {
            throw new Unpublishable("time is %s, which RFC 3339 cannot write".formatted(value));
        }
        return value;
    }

    private static boolean isPrintable(String value) {
        return value.chars().noneMatch(Character::isISOControl);
    }

    private static void checkUri(String name, String value) throws Unpublishable {
        try {
            require(
                    new URI(value).toASCIIString().equals(value),
                    "%s is no URI-reference, which has ASCII only: %s",
                    name,
                    value);
        } catch (URISyntaxException e) {
            throw new Unpublishable("%s is no URI-reference: %s".formatted(name, e.getMessage()));
        }
    }

    private static boolean isUnicode(String text) {
        return text.codePoints().noneMatch(code -> code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE);
    }

    private static void require(boolean fulfilled, String reason, Object... details) throws Unpublishable {
        if (!fulfilled) {
            throw new Unpublishable(reason.formatted(details));
        }
    }
}
