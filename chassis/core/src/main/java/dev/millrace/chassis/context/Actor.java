package dev.millrace.chassis.context;

import org.jspecify.annotations.Nullable;

/**
 * The actor: subject of the request's access token, or of the user whose request caused the message being handled. It
 * is propagated with messages. It is for attribution only, never for authorization.
 */
public final class Actor {
    /** MDC key. */
    public static final String MDC_KEY = "actor";

    private Actor() {}

    /** The current actor; null when it is unknown or the system itself acts. */
    public static @Nullable String current() {
        return ContextStore.get(MDC_KEY);
    }

    /** @param subject null when the actor is unknown */
    public static void set(@Nullable String subject) {
        ContextStore.put(MDC_KEY, subject);
    }

    public static void clear() {
        set(null);
    }
}
