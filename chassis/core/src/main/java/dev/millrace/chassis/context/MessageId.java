package dev.millrace.chassis.context;

/** Id of the message that is being handled: the cause of what is published meanwhile. */
public final class MessageId {
    /** Key of the logging context. */
    public static final String MDC_KEY = "messageId";

    private MessageId() {}

    /** The current message's id, or null when no message is being handled. */
    public static String current() {
        return ContextStore.get(MDC_KEY);
    }

    /** @param id null when no message is being handled any more */
    public static void set(String id) {
        ContextStore.put(MDC_KEY, id);
    }
}
