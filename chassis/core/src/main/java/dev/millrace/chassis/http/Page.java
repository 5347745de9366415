package dev.millrace.chassis.http;

import dev.millrace.chassis.errors.InvalidInput;
import dev.millrace.chassis.ids.UuidV7;
import dev.millrace.chassis.text.Numbers;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;

/**
 * One page of a list, newest first.
 *
 * @param next value of {@code after} for the page that follows, null on the last one
 */
public record Page<T>(List<T> items, UUID next) {
    /** Items on a page when the client does not say. */
    public static final int DEFAULT_LIMIT = 20;

    private static final int MAX_LIMIT = 100;

    /**
     * Cuts a page from rows of which one more than the limit was read.
     *
     * @param id key that the rows are ordered by
     */
    public static <R, T> Page<T> of(List<R> rows, int limit, Function<R, UUID> id, Function<R, T> view) {
        List<R> shown = rows.subList(0, Math.min(limit, rows.size()));
        UUID next = rows.size() > limit ? id.apply(shown.getLast()) : null;
        return new Page<>(shown.stream().map(view).toList(), next);
    }

    /** Reads the parameter {@code limit}. */
    public static int limit(String given) {
        if (given == null) {
            return DEFAULT_LIMIT;
        }
        OptionalLong limit = Numbers.parse(given);
        if (limit.isPresent() && limit.getAsLong() >= 1 && limit.getAsLong() <= MAX_LIMIT) {
            return Math.toIntExact(limit.getAsLong());
        }
        throw InvalidInput.malformed("limit", "must be a whole number from 1 to " + MAX_LIMIT);
    }

    /** Reads a parameter that is an id; null when absent. */
    public static UUID id(String parameter, String given) {
        return given == null
                ? null
                : UuidV7.parse(given).orElseThrow(() -> InvalidInput.malformed(parameter, "must be a UUID"));
    }
}
