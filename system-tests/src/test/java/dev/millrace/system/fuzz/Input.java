package dev.millrace.system.fuzz;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A request.
 *
 * @param target path and query, percent-encoded
 * @param body null for none
 * @param allowed statuses that are acceptable as response
 */
record Input(String method, String target, Map<String, List<String>> headers, String body, Set<Integer> allowed) {
    @Override
    public String toString() {
        return method + " " + target + " " + headers + "\n" + body;
    }
}
