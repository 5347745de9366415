package dev.millrace.chassis.push;

import dev.millrace.chassis.errors.InvalidInput;
import dev.millrace.chassis.events.CloudEvent;
import dev.millrace.chassis.events.Headers;
import dev.millrace.chassis.messaging.PoisonMessage;
import dev.millrace.chassis.text.Text;
import java.util.Map;

/** Attributes under the names that they have on Kafka, so that handlers find them whatever brought the event. */
final class CloudEventAttributes {
    static final String TRACE_PARENT = "traceparent";

    /** Of an attribute's value; the database keeps some of them in an index, which has no room for more. */
    private static final int MAX_LENGTH = 255;

    /** The trace that the event tells of; the HTTP header of that name is only the delivery's. */
    private static final String OWN_TRACE_PARENT = header(TRACE_PARENT);

    private CloudEventAttributes() {}

    static String header(String attribute) {
        return "ce_" + attribute;
    }

    static boolean tellTheirTrace(Map<String, String> attributes) {
        return attributes.containsKey(OWN_TRACE_PARENT);
    }

    /**
     * @throws PoisonMessage when this is no version that we know, or an attribute is no text, too long to be kept, or
     *     could forge a line of the log
     */
    static Map<String, String> checked(Map<String, String> attributes) {
        String version = attributes.get(Headers.SPEC_VERSION);
        if (!CloudEvent.SPEC_VERSION.equals(version)) {
            throw new PoisonMessage("specversion must be " + CloudEvent.SPEC_VERSION + ", and is " + version);
        }
        attributes.forEach(CloudEventAttributes::check);
        if (tellTheirTrace(attributes)) {
            attributes.put(TRACE_PARENT, attributes.get(OWN_TRACE_PARENT));
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

    /** @param name what is no text */
    static PoisonMessage illFormed(String name) {
        return new PoisonMessage(
                name + " is no well-formed Unicode text", InvalidInput.malformed(name, Text.REQUIREMENT));
    }
}
