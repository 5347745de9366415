package dev.millrace.chassis.http;

import dev.millrace.chassis.errors.InvalidInput;
import dev.millrace.chassis.ids.UuidV7;
import dev.millrace.chassis.text.Numbers;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, newest first.
 *
 * @param next value of {@code after} for the next page; null on the last page
 */
public record Page<T>(List<T> items, @Nullable UUID next) {
    /** Number of items on a page when the client gives none. */
    public static final int DEFAULT_LIMIT = 20;

    private static final int MAX_LIMIT = 100;

    /**
     * Makes a page of rows that were read with a limit of {@code limit + 1}: the extra row shows that a page follows.
     *
     * @param id key by which the rows are ordered
     */
    public static <R, T> Page<T> of(List<R> rows, int limit, Function<R, UUID> id, Function<R, T> view) {
        List<R> shown = rows.subList(0, Math.min(limit, rows.size()));
        @Nullable UUID next = rows.size() > limit ? id.apply(shown.getLast()) : null;
        return new Page<>(shown.stream().map(view).toList(), next);
    }

    /**
     * Reads the parameter {@code limit}.
     *
     * @throws InvalidInput unless it is absent or 1 to 100
     */
    public static int limit(@Nullable String given) {
        if (given == null) {
            return DEFAULT_LIMIT;
        }
        OptionalLong limit = Numbers.parse(given);
        if (limit.isPresent() && limit.getAsLong() >= 1 && limit.getAsLong() <= MAX_LIMIT) {
            return Math.toIntExact(limit.getAsLong());
        }
        throw InvalidInput.malformed("limit", "must be a whole number from 1 to " + MAX_LIMIT);
    }

    /**
     * Reads a parameter that is an id; null when absent.
     *
     * @throws InvalidInput when it is not a UUID
     */
    public static @Nullable UUID id(String parameter, @Nullable String given) {
        return given == null
                ? null
                : UuidV7.parse(given).orElseThrow(() -> InvalidInput.malformed(parameter, "must be a UUID"));
    }
}
