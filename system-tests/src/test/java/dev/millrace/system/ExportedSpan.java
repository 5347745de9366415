package dev.millrace.system;

import java.util.List;

/**
 * A span as a service has exported it.
 *
 * @param kind {@code SERVER}, {@code CLIENT}, {@code PRODUCER}, {@code CONSUMER} or {@code INTERNAL}
 * @param parentId empty for a root
 */
record ExportedSpan(
        String service, String name, String kind, String traceId, String id, String parentId, List<String> attributes) {
    /** Service, kind and name. */
    String title() {
        return service + " " + kind + " " + name;
    }
}
