package dev.millrace.chassis.context;

/**
 * Who acts: the subject whose token came with the request, or the one who began what the message being handled tells of.
 * It travels with messages. It says who is to be named, never what is allowed.
 */
public final class Actor {
    /** Key of the logging context. */
    public static final String MDC_KEY = "actor";

    private Actor() {}

    /** The current actor, or null: nobody is known, or the system itself acts. */
    public static String current() {
        return ContextStore.get(MDC_KEY);
    }

    /** @param subject null when nobody is known */
    public static void set(String subject) {
        ContextStore.put(MDC_KEY, subject);
    }

    public static void clear() {
        set(null);
    }
}
