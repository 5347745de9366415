package dev.millrace.gateway.operations;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * The lists of several instances as one.
 *
 * @param items each with the field {@code service} added
 * @param sources services that keep such a list and answered
 * @param missing services that did not answer
 */
public record ComposedList(List<JsonNode> items, List<String> sources, List<Missing> missing) {
    public record Missing(String service, String reason) {}
}
