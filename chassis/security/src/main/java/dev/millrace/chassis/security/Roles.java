package dev.millrace.chassis.security;

/** Who may do what; a token lists its bearer's. */
public final class Roles {
    /** Registers themself; sees and orders for themself only. */
    public static final String CUSTOMER = "customer";

    /** Sees everything and acts for any customer. */
    public static final String CLERK = "clerk";

    /** Operates the system: sees everything, orders nothing. */
    public static final String ADMIN = "admin";

    private Roles() {}
}
