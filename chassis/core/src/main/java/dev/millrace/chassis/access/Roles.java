package dev.millrace.chassis.access;

/** Roles of the system, as access tokens list them. */
public final class Roles {
    /** Registers as a customer; orders for themself and sees only their own data. */
    public static final String CUSTOMER = "customer";

    /** Sees everything and acts for any customer. */
    public static final String CLERK = "clerk";

    /** Operates the system: sees everything, but places no orders. */
    public static final String ADMIN = "admin";

    private Roles() {}
}
