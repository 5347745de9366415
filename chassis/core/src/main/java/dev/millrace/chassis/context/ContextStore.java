package dev.millrace.chassis.context;

import io.smallrye.common.vertx.ContextLocals;
import io.smallrye.common.vertx.VertxContext;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * Values of the current request or message. They are stored in the request's duplicated Vert.x context if there is one,
 * so that they follow the request across threads; otherwise in a thread local. They are copied to the MDC for the log
 * only: nothing reads them from there.
 */
final class ContextStore {
    private static final ThreadLocal<Map<String, String>> THREAD_VALUES = ThreadLocal.withInitial(HashMap::new);

    private ContextStore() {}

    static @Nullable String get(String key) {
        return VertxContext.isOnDuplicatedContext()
                ? ContextLocals.<String>get(name(key)).orElse(null)
                : THREAD_VALUES.get().get(key);
    }

    /** @param value null removes the value */
    static void put(String key, @Nullable String value) {
        if (VertxContext.isOnDuplicatedContext()) {
            putLocal(name(key), value);
        } else if (value == null) {
            THREAD_VALUES.get().remove(key);
        } else {
            THREAD_VALUES.get().put(key, value);
        }
        if (value == null) {
            MDC.remove(key);
        } else {
            MDC.put(key, value);
        }
    }

    private static void putLocal(String name, @Nullable String value) {
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
