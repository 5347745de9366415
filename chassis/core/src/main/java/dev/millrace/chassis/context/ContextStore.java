package dev.millrace.chassis.context;

import io.smallrye.common.vertx.ContextLocals;
import io.smallrye.common.vertx.VertxContext;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.MDC;

/**
 * Values of the current request or message: on the request's own Vert.x context when there is one, so that they follow
 * it over threads, else on the thread. They are copied to the logging context, which nothing is read from.
 */
final class ContextStore {
    private static final ThreadLocal<Map<String, String>> OF_THREAD = ThreadLocal.withInitial(HashMap::new);

    private ContextStore() {}

    static String get(String key) {
        return VertxContext.isOnDuplicatedContext()
                ? ContextLocals.<String>get(name(key)).orElse(null)
                : OF_THREAD.get().get(key);
    }

    /** @param value null removes the value */
    static void put(String key, String value) {
        if (VertxContext.isOnDuplicatedContext()) {
            putLocal(name(key), value);
        } else if (value == null) {
            OF_THREAD.get().remove(key);
        } else {
            OF_THREAD.get().put(key, value);
        }
        if (value == null) {
            MDC.remove(key);
        } else {
            MDC.put(key, value);
        }
    }

    private static void putLocal(String name, String value) {
        if (value == null) {
            ContextLocals.remove(name);
        } else {
            ContextLocals.put(name, value);
        }
    }

    private static String name(String key) {
        return "dev.millrace." + key;
    }
}
