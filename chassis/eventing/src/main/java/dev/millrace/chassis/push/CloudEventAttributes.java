package dev.millrace.chassis.push;

import dev.millrace.chassis.events.CloudEvent;
import dev.millrace.chassis.events.Headers;
import dev.millrace.chassis.messaging.PoisonMessage;
import java.util.Map;

/** Attributes under the names that they have on Kafka, so that handlers find them whatever brought the event. */
final class CloudEventAttributes {
    static final String TRACE_PARENT = "traceparent";

    /** The trace that the event tells of; the HTTP header of that name is only the delivery's. */
    private static final String OWN_TRACE_PARENT = header(TRACE_PARENT);

    private CloudEventAttributes() {}

    static String header(String attribute) {
        return "ce_" + attribute;
    }

    static boolean tellTheirTrace(Map<String, String> attributes) {
        return attributes.containsKey(OWN_TRACE_PARENT);
    }

    /** @throws PoisonMessage when this is no version that we know, or an attribute could forge a line of the log */
    static Map<String, String> checked(Map<String, String> attributes) {
        String version = attributes.get(Headers.SPEC_VERSION);
        if (!CloudEvent.SPEC_VERSION.equals(version)) {
            throw new PoisonMessage("specversion must be " + CloudEvent.SPEC_VERSION + ", and is " + version);
        }
        attributes.forEach((name, value) -> {
            if (value.chars().anyMatch(Character::isISOControl)) {
                throw new PoisonMessage(name + " has control characters in it");
            }
        });
        if (tellTheirTrace(attributes)) {
            attributes.put(TRACE_PARENT, attributes.get(OWN_TRACE_PARENT));
        }
        return attributes;
    }
}
