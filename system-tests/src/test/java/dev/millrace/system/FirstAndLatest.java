package dev.millrace.system;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The first and the latest of what has come, so that a long run does not fill the memory. */
final class FirstAndLatest<T> {
    private static final int FIRST = 1_000;
    private static final int LATEST = 10_000;

    private final List<T> first = new ArrayList<>();
    private final Deque<T> latest = new ArrayDeque<>();

    synchronized void add(T item) {
        if (first.size() < FIRST) {
            first.add(item);
            return;
        }
        latest.add(item);
        if (latest.size() > LATEST) {
            latest.removeFirst();
        }
    }

    synchronized List<T> matching(Predicate<T> condition) {
        return Stream.concat(first.stream(), latest.stream()).filter(condition).toList();
    }
}
