package dev.millrace.chassis.context;

import dev.millrace.chassis.ids.UuidV7;
import java.util.regex.Pattern;

/** The id that follows one request through logs, answers, calls and messages. */
public final class RequestId {
    /** Header of requests and answers. */
    public static final String HEADER = "X-Request-Id";

    /** Key of the logging context. */
    public static final String MDC_KEY = "requestId";

    private static final Pattern ACCEPTABLE = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

    private RequestId() {}

    /** The current id, or null outside a request or message. */
    public static String current() {
        return ContextStore.get(MDC_KEY);
    }

    /** Takes over a caller's id, or makes one when there is none that is safe to log and send on. */
    public static String adopt(String given) {
        String id = given != null && ACCEPTABLE.matcher(given).matches()
                ? given
                : UuidV7.next().toString();
        ContextStore.put(MDC_KEY, id);
        return id;
    }

    /** Goes back to what {@link #current()} was, null included. */
    public static void restore(String earlier) {
        ContextStore.put(MDC_KEY, earlier);
    }

    public static void clear() {
        restore(null);
    }
}
