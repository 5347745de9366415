package dev.millrace.chassis.context;

import org.jspecify.annotations.Nullable;

/** Id of the message being handled. It is the causation id of every message published meanwhile. */
public final class MessageId {
    /** MDC key. */
    public static final String MDC_KEY = "messageId";

    private MessageId() {}

    /** Id of the current message; null when no message is being handled. */
    public static @Nullable String current() {
        return ContextStore.get(MDC_KEY);
    }

    /** @param id null when handling has ended */
    public static void set(@Nullable String id) {
        ContextStore.put(MDC_KEY, id);
    }
}
