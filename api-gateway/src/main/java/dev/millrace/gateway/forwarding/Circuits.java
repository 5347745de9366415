package dev.millrace.gateway.forwarding;

/** Circuit breakers of the writes, for {@link CircuitGate}, and the times of all of them in milliseconds. */
public final class Circuits {
    /** How long an open circuit refuses calls before it lets one through as a probe. */
    public static final long DELAY = 1_000;

    /** Time-out of a call. */
    public static final long CALL_TIMEOUT = 5_000;

    public static final String PLACE = "place order";
    public static final String PLACE_ONCE = "place order with key";
    public static final String CANCEL = "cancel order";
    public static final String REVISE = "revise order";
    public static final String REGISTER = "register customer";
    public static final String REGISTER_ONCE = "register customer with key";

    private Circuits() {}
}
