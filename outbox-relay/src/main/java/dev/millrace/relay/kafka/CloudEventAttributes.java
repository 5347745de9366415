package dev.millrace.relay.kafka;

import dev.millrace.chassis.events.Headers;
import dev.millrace.relay.outbox.OutboxEvent;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Checks that the values of a row are valid CloudEvents attributes. Consumers may reject a record, or stop, when they
 * are not.
 */
final class CloudEventAttributes {
    private static final String PREFIX = "ce_";
    private static final Pattern NAME = Pattern.compile("ce_[a-z0-9]+");
    private static final Pattern RFC_3339 =
            Pattern.compile("(?!0000)\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");

    private CloudEventAttributes() {}

    static void check(OutboxEvent event) throws Unpublishable {
        checkText("aggregate_id", event.aggregateId());
        checkText("type", event.type());
        checkText("source", event.source());
        checkUri("source", event.source());
        require(
                event.time() != null && RFC_3339.matcher(event.time()).matches(),
                "time is %s, which RFC 3339 cannot write",
                event.time());
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

    private static void checkText(String name, String value) throws Unpublishable {
        require(value != null, "%s is null", name);
        require(!value.isEmpty(), "%s is empty", name);
        require(isPrintable(value), "%s has control characters", name);
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
