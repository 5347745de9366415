package dev.millrace.chassis.push;

import dev.millrace.chassis.events.CloudEvent;
import dev.millrace.chassis.messaging.CloudEventReader;
import dev.millrace.chassis.messaging.PoisonMessage;
import dev.millrace.chassis.text.Text;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Binary content mode of the CloudEvents HTTP binding: attributes in headers. */
final class BinaryMode {
    private static final String PREFIX = "ce-";

    private BinaryMode() {}

    static CloudEvent read(Map<String, List<String>> headers, byte[] data) {
        Map<String, String> attributes = new HashMap<>();
        headers.forEach((name, values) -> {
            String lowerCase = name.toLowerCase(Locale.ROOT);
            if (lowerCase.equals(CloudEventAttributes.TRACE_PARENT)) {
                attributes.put(lowerCase, values.getFirst());
            } else if (lowerCase.startsWith(PREFIX)) {
                attributes.put(CloudEventAttributes.header(lowerCase.substring(PREFIX.length())), only(name, values));
            }
        });
        return CloudEventReader.read(CloudEventAttributes.checked(attributes), data);
    }

    private static String only(String name, List<String> values) {
        if (values.size() > 1) {
            throw new PoisonMessage("the header " + name + " is given more than once");
        }
        return decode(name, values.getFirst());
    }

    /** Header values are ASCII; other characters are percent-encoded. A plus sign is not a space. */
    private static String decode(String name, String value) {
        return Text.percentDecoded(value).orElseThrow(() -> CloudEventAttributes.illFormed(name));
    }
}
