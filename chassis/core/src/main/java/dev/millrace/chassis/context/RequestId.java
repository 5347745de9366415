package dev.millrace.chassis.context;

import dev.millrace.chassis.ids.UuidV7;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Correlation id of one request: in logs, responses, outgoing calls and messages. */
public final class RequestId {
    /** Request and response header. */
    public static final String HEADER = "X-Request-Id";

    /** MDC key. */
    public static final String MDC_KEY = "requestId";

    private static final Pattern ACCEPTABLE = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

    private RequestId() {}

    /** The current id; null outside a request or message. */
    public static @Nullable String current() {
        return ContextStore.get(MDC_KEY);
    }

    /**
     * Sets the current id: the caller's, or a new one when that is missing or not safe to log and propagate.
     *
     * @return the id that was set
     */
    public static String adopt(@Nullable String given) {
        String id = given != null && ACCEPTABLE.matcher(given).matches()
                ? given
                : UuidV7.next().toString();
        ContextStore.put(MDC_KEY, id);
        return id;
    }

    /** Sets the id back to an earlier value of {@link #current()}, which may be null. */
    public static void restore(@Nullable String earlier) {
        ContextStore.put(MDC_KEY, earlier);
    }

    public static void clear() {
        restore(null);
    }
}
