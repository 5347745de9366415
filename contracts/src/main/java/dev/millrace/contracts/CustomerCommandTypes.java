package dev.millrace.contracts;

/** Types of the commands that customer-service accepts on {@code customer.commands}. */
public final class CustomerCommandTypes {
    public static final String TOPIC = "customer.commands";

    /** Sets the order's reservation to exactly the total of the command. */
    public static final String RESERVE_CREDIT = "customer.reserve-credit.v1";

    /** Releases all credit of the order; none is reserved for it again. */
    public static final String RELEASE_CREDIT = "customer.release-credit.v1";

    private CustomerCommandTypes() {}
}
