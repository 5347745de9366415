package dev.millrace.orders.contract;

/** Types of the commands that customer-service takes on {@code customer.commands}. */
public final class CustomerCommandTypes {
    /** What the order holds becomes equal to the command's total. */
    public static final String RESERVE_CREDIT = "customer.reserve-credit.v1";

    /** The order holds nothing, now and for ever. */
    public static final String RELEASE_CREDIT = "customer.release-credit.v1";

    private CustomerCommandTypes() {}
}
