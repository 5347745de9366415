package dev.millrace.system.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** The latest ids found in responses, for use in further requests. */
final class KnownIds {
    private static final int MAX = 100;

    private final List<String> ids = new ArrayList<>();

    KnownIds(String first) {
        ids.add(first);
    }

    void add(String id) {
        ids.add(id);
        if (ids.size() > MAX) {
            ids.removeFirst();
        }
    }

    String any(RandomGenerator random) {
        return ids.get(random.nextInt(ids.size()));
    }
}
