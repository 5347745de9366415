package dev.millrace.system;

import java.util.Map;

/**
 * A line of a log as a service has exported it.
 *
 * @param traceId empty outside a trace
 */
record ExportedLog(String text, String traceId, Map<String, String> attributes) {}
