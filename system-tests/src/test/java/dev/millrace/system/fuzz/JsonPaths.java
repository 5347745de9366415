package dev.millrace.system.fuzz;

import java.util.List;
import java.util.Map;

/** Navigates in JSON that is parsed into maps and lists. */
final class JsonPaths {
    private JsonPaths() {}

    /** @return null if absent */
    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Map<String, Object> from, String... path) {
        Map<String, Object> here = from;
        for (String step : path) {
            here = here == null ? null : (Map<String, Object>) here.get(step);
        }
        return here;
    }

    /** @return an empty list if absent */
    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> list(Map<String, Object> from, String name) {
        return from.get(name) instanceof List<?> list ? (List<Map<String, Object>>) list : List.of();
    }
}
