package dev.millrace.system;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/** The latest of what has come, so that a long run does not fill the memory. */
final class Latest<T> {
    private static final int KEPT = 10_000;

    private final Deque<T> items = new ArrayDeque<>();

    synchronized void add(T item) {
        items.add(item);
        if (items.size() > KEPT) {
            items.removeFirst();
        }
    }

    synchronized List<T> matching(Predicate<T> condition) {
        return items.stream().filter(condition).toList();
    }
}
