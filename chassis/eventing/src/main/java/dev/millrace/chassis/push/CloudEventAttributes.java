package dev.millrace.chassis.push;

import dev.millrace.chassis.errors.InvalidInput;
import dev.millrace.chassis.events.CloudEvent;
import dev.millrace.chassis.events.Headers;
import dev.millrace.chassis.messaging.PoisonMessage;
import dev.millrace.chassis.text.Text;
import java.util.Map;

/** Attributes under their Kafka header names, so that handlers find them independently of the transport. */
final class CloudEventAttributes {
    static final String TRACE_PARENT = "traceparent";

    /** Maximum length of a value in characters. Some values are indexed, and an index entry has a size limit. */
    private static final int MAX_LENGTH = 255;

    /** Trace context of the event. The HTTP header {@code traceparent} is that of the delivery. */
    private static final String EVENT_TRACE_PARENT = header(TRACE_PARENT);

    private CloudEventAttributes() {}

    static String header(String attribute) {
        return "ce_" + attribute;
    }

    static boolean carryTraceContext(Map<String, String> attributes) {
        return attributes.containsKey(EVENT_TRACE_PARENT);
    }

    /**
     * @throws PoisonMessage when the version is not supported, or an attribute is not well-formed text, is too long, or
     *     has control characters, which could forge a line of the log
     */
    static Map<String, String> checked(Map<String, String> attributes) {
        String version = attributes.get(Headers.SPEC_VERSION);
        if (!CloudEvent.SPEC_VERSION.equals(version)) {
            throw new PoisonMessage("specversion must be " + CloudEvent.SPEC_VERSION + ", and is " + version);
        }
        attributes.forEach(CloudEventAttributes::check);
        if (carryTraceContext(attributes)) {
            attributes.put(TRACE_PARENT, attributes.get(EVENT_TRACE_PARENT));
        }
        return attributes;
    }

    private static void check(String name, String value) {
        if (!Text.isWellFormed(value)) {
            throw illFormed(name);
        }
        if (Text.hasControlCharacters(value)) {
            throw new PoisonMessage(name + " has control characters in it");
        }
        if (Text.length(value) > MAX_LENGTH) {
            throw new PoisonMessage(name + " has more than " + MAX_LENGTH + " characters");
        }
    }

    /** @param name name of the malformed attribute or field */
    static PoisonMessage illFormed(String name) {
        return new PoisonMessage(
                name + " is no well-formed Unicode text", InvalidInput.malformed(name, Text.REQUIREMENT));
    }
}
