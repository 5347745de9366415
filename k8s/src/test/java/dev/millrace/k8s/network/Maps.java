package dev.millrace.k8s.network;

import java.util.Map;
import java.util.TreeMap;

final class Maps {
    private Maps() {}

    static Map<String, String> with(Map<String, String> map, String key, String value) {
        Map<String, String> more = new TreeMap<>(map);
        more.put(key, value);
        return more;
    }
}
